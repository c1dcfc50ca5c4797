"""The week as mail, page, Markdown and JSON: the right lines, the same bytes, no foreign text in headers."""

from __future__ import annotations

import email
import json
from email import policy

import pytest

from db.publish import publish
from db.reader import open_reader
from db.store import Store
from digest import __main__ as command
from digest.compose import compose, usd
from digest.render import as_html, as_mail, as_markdown, as_text, files
from digest.week import NoWeek, gather, week_at, week_of
from tests import world

HOSTILE = "=?utf-8?B?DQpCY2M6IGV2aWxAZXhhbXBsZS5jb20=?=\r\nBcc: evil@example.com <script>alert(1)</script> ![x](http://evil.example/b.png)"


@pytest.fixture(scope="module")
def digest(world_data):
    week = week_of("2026-W17")
    return compose(gather(open_reader(world_data), week), week)


def _section(digest, heading):
    return next(section for section in digest.sections if section.heading == heading)


def test_a_week_is_monday_to_sunday_in_utc():
    week = week_of("2026-W17")
    assert (week.starts.isoformat(), week.ends.isoformat()) == (
        "2026-04-20T00:00:00+00:00",
        "2026-04-27T00:00:00+00:00",
    )
    assert week.days == "20–26 April 2026"
    assert week_at(world.NOW) == week
    assert week_of("2026-W14").days == "30 March–5 April 2026"


@pytest.mark.parametrize("text", ["2026-17", "2026-W60", "9999-W99", "last", "2026-W00"])
def test_what_is_no_week_says_how_to_write_one(text):
    with pytest.raises(NoWeek, match="2026-W17"):
        week_of(text)


def test_stories_come_by_number_of_sources(digest):
    lines = _section(digest, "What changed").lines
    assert [line.text for line in lines[:2]] == [
        "Alpha raises the price of Alpha Mini 2",
        "Beta opens its desktop agent runtime to all",
    ]
    assert "2 sources" in lines[0].detail


def test_the_price_step_is_told_with_its_ratio(digest):
    assert _section(digest, "Prices").lines[0].text == (
        "alpha-mini-2 follows alpha-mini-1: input $0.25 to $0.75 (×3), output $2 to $4.50 (×2.25) per 1M tokens"
    )


def test_every_line_has_source_date_and_link(digest):
    for section in digest.sections:
        for line in section.lines:
            assert line.source and line.date
            assert line.url and line.url.startswith("https://")


def test_a_silent_source_is_named_with_its_reason(digest):
    line = _section(digest, "Silent sources").lines[0]
    assert (line.text, line.detail) == ("Beta blog", "the server has no such page (HTTP 404)")


def test_due_actions_name_their_owner(digest):
    assert [(line.text, line.date) for line in _section(digest, "Actions due").lines] == [
        ("Re-price high-volume workloads", "due 28 Apr 2026")
    ]


def test_an_empty_week_says_so_in_every_section(empty_data):
    week = week_of("2026-W17")
    made = compose(gather(open_reader(empty_data), week), week)
    assert all(not section.lines and section.empty for section in made.sections)
    assert "No listed price moved this week." in as_markdown(made)
    assert as_mail(made)


def test_the_same_snapshot_gives_the_same_bytes(world_data, tmp_path):
    for name in ("one", "two"):
        assert (
            command.main(
                ["write", "--week", "2026-W17", "--data", str(world_data), "--out", str(tmp_path / name)]
            )
            == 0
        )
    made = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "two").iterdir()}
    assert sorted(made) == [f"sextant-2026-W17.{end}" for end in ("eml", "html", "json", "md")]


def test_the_mail_has_two_parts_and_stays_small(digest):
    mail = email.message_from_bytes(as_mail(digest), policy=policy.default)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]
    assert len(as_html(digest).encode()) < 90_000
    assert len(mail["Subject"]) <= 50
    assert json.loads(files(digest)["sextant-2026-W17.json"])["week"] == "2026-W17"


def test_hostile_titles_stay_text(tmp_path):
    store = Store.open(tmp_path)
    store.insert("source", world.sources())
    store.insert(
        "development",
        [world.development(1, HOSTILE, "alpha", world.NOW) | {"title": HOSTILE, "body": HOSTILE}],
    )
    publish(store, world.NOW)
    store.close()
    week = week_of("2026-W17")
    made = compose(gather(open_reader(tmp_path), week), week)
    mail = email.message_from_bytes(as_mail(made), policy=policy.default)
    assert set(mail.keys()) == {
        "Subject",
        "From",
        "To",
        "Date",
        "Message-ID",
        "List-Id",
        "MIME-Version",
        "Content-Type",
    }
    assert mail["Subject"] == "Sextant: the AI market in week 2026-W17"
    assert "<script>" not in as_html(made)
    assert "<img" not in as_html(made)
    assert "![x]" not in as_markdown(made)
    assert "\r" not in as_text(made)


@pytest.mark.parametrize(
    ("value", "text"),
    [("0.25", "$0.25"), ("12.0", "$12"), ("0.0375", "$0.0375"), ("4.5", "$4.50"), (None, "unknown")],
)
def test_dollars_keep_their_digits(value, text):
    assert usd(value) == text


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    assert command.main(["write", "--week", "soon", "--data", str(tmp_path), "--out", str(tmp_path)]) == 2
    assert command.main(["write", "--week", "2026-W17", "--data", str(tmp_path), "--out", str(tmp_path)]) == 4
    assert "run `python -m ingest run` first" in capsys.readouterr().err
