"""What counts as new: identity of entries against what is known, under rewritten ids, edited titles and doubled guids."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from db.records import ActionItem, Development, Document, Passage, PricePoint, Problem, Source
from ingest.decide import Known, decide
from ingest.rows import believable, content_id, price_row

SOURCE = Source(
    "alpha-news", "alpha", "feed", "Alpha news", "link only", 3600, url="https://alpha.example/feed"
)


def entry(title, link, guid=None, at=None):
    return Development(title, url=link, guid=guid or link, published_at=at)


@pytest.fixture
def look(now):
    def decided(records, known, body=b"x"):
        return decide(SOURCE, Document("alpha-news", body, now), records, known)

    return decided


def titles(decision):
    return [row["title"] for row in decision.rows.get("development", ())]


def test_the_same_document_twice_adds_nothing(look):
    known, records = Known(), [entry("One", "https://a.example/1"), entry("Two", "https://a.example/2")]
    assert titles(look(records, known)) == ["One", "Two"]
    assert look(records, known).rows == {}


def test_rewritten_guids_add_nothing(look):
    known = Known()
    look([entry("One", "https://a.example/1", "guid-1")], known)
    assert titles(look([entry("One", "https://a.example/1", "guid-changed")], known)) == []


def test_an_edited_title_at_the_same_link_adds_nothing(look):
    known = Known()
    look([entry("One", "https://a.example/1")], known)
    assert titles(look([entry("One, mended", "https://a.example/1")], known)) == []


def test_trackers_make_no_new_link(look):
    known = Known()
    look([entry("One", "https://a.example/1")], known)
    assert titles(look([entry("One", "https://a.example/1/?utm_source=x", "other")], known)) == []


def test_many_entries_with_one_link_are_many(look):
    known = Known()
    page = "https://a.example/news"
    assert titles(look([entry("One", page, "g1"), entry("Two", page, "g2")], known)) == ["One", "Two"]
    assert titles(
        look([entry("One", page, "g1"), entry("Two", page, "g2"), entry("Three", page, "g3")], known)
    ) == ["Three"]


def test_a_doubled_guid_keeps_both_entries(look):
    known = Known()
    made = look(
        [entry("One", "https://a.example/1", "same"), entry("Two", "https://a.example/2", "same")], known
    )
    assert titles(made) == ["One", "Two"]
    assert len({row["development_id"] for row in made.rows["development"]}) == 2


def test_ids_depend_on_content_alone(look):
    first = look([entry("One", "https://a.example/1")], Known()).rows["development"][0]["development_id"]
    again = look([entry("Zero", "https://a.example/0"), entry("One", "https://a.example/1")], Known()).rows[
        "development"
    ][1]
    assert first == again["development_id"] == content_id("alpha-news", "https://a.example/1")


def test_dates_of_the_future_and_of_antiquity_are_not_believed(look, now):
    known = Known()
    rows = look(
        [
            entry("Future", "https://a.example/1", at=now + timedelta(days=400)),
            entry("Old", "https://a.example/2", at=now.replace(year=1900)),
            entry("None", "https://a.example/3"),
            entry("Good", "https://a.example/4", at=now - timedelta(days=3)),
        ],
        known,
    ).rows["development"]
    assert [row["dated_by"] for row in rows] == ["first_seen", "first_seen", "first_seen", "vendor"]
    assert all(row["published_at"] <= now for row in rows)
    assert rows[0]["claimed_at"] == now + timedelta(days=400)
    assert believable(now + timedelta(hours=20), now) is not None


def test_a_flood_is_kept_and_said(look):
    known = Known()
    look([entry("First", "https://a.example/first")], known)
    made = look([entry(f"Entry {at}", f"https://a.example/{at}") for at in range(1500)], known)
    assert len(titles(made)) == 1500
    assert "1500 new entries at once" in made.note


def test_an_action_keeps_its_id_when_the_brief_is_read_again(look):
    known, item = Known(), ActionItem("Do it", "Do it well", horizon="next_quarter")
    first = look([item], known).rows["action_item"][0]["action_id"]
    assert look([item], known, b"another body").rows == {}
    assert first == look([item], Known()).rows["action_item"][0]["action_id"]


def test_passages_keep_their_order(look):
    rows = look([Passage("one"), Passage("two")], Known()).rows["passage"]
    assert [(row["ordinal"], row["text"]) for row in rows] == [(0, "one"), (1, "two")]


def test_a_price_is_a_new_reading_only_when_it_differs(look):
    known = Known()
    point = PricePoint(
        "alpha", "alpha-mini", "input", amount=Decimal("0.25"), per="1M tokens", usd_per_mtok=Decimal("0.25")
    )
    assert len(look([point], known).rows["price_point"]) == 1
    assert look([point], known).rows == {}
    dearer = PricePoint(
        "alpha", "alpha-mini", "input", amount=Decimal("0.75"), per="1M tokens", usd_per_mtok=Decimal("0.75")
    )
    assert len(look([dearer], known).rows["price_point"]) == 1


def test_prices_stay_exact_and_absurd_ones_become_unknown(now):
    document = Document("alpha-news", b"x", now)
    row = price_row(SOURCE, document, PricePoint("a", "m", "input", amount=Decimal("0.0000375")))
    assert row["amount"] == Decimal("0.0000375")
    assert (
        price_row(SOURCE, document, PricePoint("a", "m", "input", amount=Decimal("1e40")))["amount"] is None
    )


def test_problems_are_counted_and_kept(look):
    made = look([Problem("half a table"), entry("One", "https://a.example/1")], Known())
    assert (made.problems, made.note) == (1, "half a table")
    assert made.rows["problem"][0]["message"] == "half a table"


def test_a_version_keeps_its_id_when_its_anchor_moves(now):
    changelog = Source(
        "beta-cli", "beta", "changelog", "Beta CLI", "link only", 3600, url="https://b.example/log"
    )
    known = Known()

    def look(versions, body):
        records = [Development(f"Beta CLI {name}", url=url, guid=name) for name, url in versions]
        return titles(decide(changelog, Document("beta-cli", body, now), records, known))

    assert look([("2.1.10", "https://b.example/log#2110")], b"a") == ["Beta CLI 2.1.10"]
    later = [("2.11.0", "https://b.example/log#2110"), ("2.1.10", "https://b.example/log#2110-1")]
    assert look(later, b"b") == ["Beta CLI 2.11.0"]
    assert look([("2.11.0", "https://b.example/log#2110---2026-05-01"), later[1]], b"c") == []
