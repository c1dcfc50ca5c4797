"""The rules of acceptance one by one: what is believed at once, what waits for whom, and what is never published."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from db.records import Document, PricePoint, Problem, Source
from ingest.accept_book import Book
from ingest.decide import Known, decide
from tests.prices import day

PAGE = Source("alpha-pricing", "alpha", "pricing_page", "Alpha pricing", "test", 3600, url="https://alpha.example/pricing")
LIST = {"alpha-mini-2": ("0.25", "2.00"), "alpha-max-2": ("3.00", "15.00"), "alpha-pro-2": ("1.25", "10.00")}


def point(name, unit, amount, vendor="alpha", **more):
    per = more.pop("per", "1M tokens")
    amount = Decimal(amount)
    usd = amount * (1000 if per == "1K tokens" else 1) if more.get("currency", "USD") == "USD" and "token" in per else None
    return PricePoint(vendor, name, unit, amount=amount, per=per, usd_per_mtok=usd, **more)


def page(prices=LIST, **more):
    """The records of a page with input and output prices."""
    return [point(name, unit, amount, **more) for name, pair in prices.items()
            for unit, amount in zip(("input", "output"), pair, strict=True)]


class Told:
    """One source over several looks."""

    def __init__(self):
        self.book = Book()
        self.good = None

    def look(self, on, records, repeated=False, suspicious_since=None):
        known = Known(prices=self.book, repeated=repeated, last_good_at=self.good, suspicious_since=suspicious_since)
        at = day(on)
        made = decide(PAGE, Document(PAGE.id, on.encode(), at), records, known)
        self.good = at
        return made

    def standing(self, name, unit="input"):
        found = [one.amount for key in self.book.readings if (one := self.book.standing(key))
                 and one.ai_model == name and one.thing[2] == unit]
        return [amount.normalize() for amount in found]


@pytest.fixture
def told():
    one = Told()
    one.look("2026-03-01", page())
    return one


def points(decision):
    return [(row["ai_model"], row["unit"], row["status"], row["rule"]) for row in decision.rows.get("price_point", ())]


def rules(decision):
    return {row["rule"] for row in decision.rows.get("price_point", ()) if row["status"] == "quarantined"}


def changed(name="alpha-mini-2", amount="0.30", prices=LIST):
    return page({**prices, name: (amount, prices[name][1])})


def test_a_first_look_is_believed_and_the_same_again_adds_nothing(told):
    assert len(told.book.readings) == 6
    assert told.look("2026-03-02", page()).rows == {}


def test_a_change_waits_for_a_second_look(told):
    first = told.look("2026-03-05", changed())
    assert points(first) == [("alpha-mini-2", "input", "quarantined", "single_reading")]
    assert "USD 0.25 per 1M tokens to USD 0.3" in first.rows["price_point"][0]["reason"]
    assert told.standing("alpha-mini-2") == [Decimal("0.25")]
    second = told.look("2026-03-06", changed())
    assert [row["rule"] for row in second.rows["price_verdict"]] == ["second_reading"]
    assert told.standing("alpha-mini-2") == [Decimal("0.3")]
    assert told.look("2026-03-07", changed()).rows == {}


def test_what_was_seen_only_once_is_a_flip_flop_and_stays_one(told):
    told.look("2026-03-05", changed())
    gone = told.look("2026-03-06", page())
    assert [(row["status"], row["rule"]) for row in gone.rows["price_verdict"]] == [("quarantined", "flip_flop")]
    assert told.look("2026-03-07", changed()).rows == {}
    assert told.look("2026-03-08", changed()).rows == {}
    assert told.standing("alpha-mini-2") == [Decimal("0.25")]


def test_a_price_that_comes_back_needs_a_person(told):
    told.look("2026-03-05", changed())
    told.look("2026-03-06", changed())
    assert rules(told.look("2026-03-09", page())) == {"flip_flop"}
    assert told.standing("alpha-mini-2") == [Decimal("0.3")]


@pytest.mark.parametrize("factor", ["0.5", "1000", "0.001", "2", "0.75", "0.8"])
def test_one_factor_over_the_page_is_never_published(told, factor):
    scaled = {name: tuple(str(Decimal(amount) * Decimal(factor)) for amount in pair) for name, pair in LIST.items()}
    for on in ("2026-03-05", "2026-03-06", "2026-03-07"):
        made = told.look(on, page(scaled))
        assert "same factor" in made.doubt
        assert "price_verdict" not in made.rows
    assert told.standing("alpha-max-2") == [Decimal("3")]


def test_one_ai_model_halved_on_its_own_page_needs_a_person():
    told = Told()
    told.look("2026-03-01", page({"alpha-one": ("1.00", "4.00")}))
    made = told.look("2026-03-05", page({"alpha-one": ("0.50", "2.00")}))
    assert rules(made) == {"uniform_factor"}


def test_one_vendor_halved_in_a_catalogue_leaves_the_others_good():
    told, many = Told(), [one for vendor in ("beta", "gamma", "delta") for one in page(vendor=vendor)]
    told.look("2026-03-01", [*page(), *many])
    halved = {name: tuple(str(Decimal(amount) / 2) for amount in pair) for name, pair in LIST.items()}
    made = told.look("2026-03-05", [*page(halved), *many])
    assert rules(made) == {"uniform_factor"}
    assert len(points(made)) == 6
    assert made.doubt is None


def test_one_ai_model_of_several_may_be_halved(told):
    made = told.look("2026-03-05", page({**LIST, "alpha-max-2": ("1.50", "7.50")}))
    assert rules(made) == {"single_reading"}
    assert made.doubt is None


@pytest.mark.parametrize("amount", ["2.50", "30.00", "0.025", "0.0001", "0"])
def test_ten_times_needs_a_person(told, amount):
    for on in ("2026-03-05", "2026-03-06"):
        told.look(on, changed(amount=amount))
    assert told.standing("alpha-mini-2") == [Decimal("0.25")]
    waiting = [one for held in told.book.readings.values() for one in held if one.status == "quarantined"]
    assert [one.rule for one in waiting] == ["ratio_out_of_range"]


def test_another_currency_for_the_same_thing_needs_a_person(told):
    euros = [point(name, "input", pair[0], currency="EUR") for name, pair in LIST.items()]
    kept = [one for one in page() if one.unit == "output"]
    assert rules(told.look("2026-03-05", euros + kept)) <= {"unit_or_currency", "page_lost_rows"}
    assert told.standing("alpha-mini-2") == [Decimal("0.25")]


def test_a_second_currency_beside_the_first_is_no_change(told):
    euros = [point(name, "input", pair[0], currency="EUR") for name, pair in LIST.items()]
    made = told.look("2026-03-05", page() + euros)
    assert {status for _, _, status, _ in points(made)} == {"accepted"}
    assert made.doubt is None


def test_another_measure_at_the_same_price_is_no_change(told):
    per_thousand = [point(one.ai_model, one.unit, one.amount / 1000, per="1K tokens") for one in page()]
    made = told.look("2026-03-05", per_thousand)
    assert {(status, rule) for _, _, status, rule in points(made)} == {("accepted", None)}


def test_another_measure_at_another_price_needs_a_person(told):
    made = told.look("2026-03-05", [*page()[1:], point("alpha-mini-2", "input", "0.0003", per="1K tokens")])
    assert rules(made) == {"unit_or_currency"}


def test_half_the_rows_gone_is_no_absence(told):
    for on in ("2026-03-05", "2026-03-06"):
        made = told.look(on, page()[:3])
        assert "price_absence" not in made.rows
        assert made.doubt == "the page lists 3 of the 6 prices that it had; look whether it can still be read"


def test_a_page_that_lists_less_for_a_fortnight_does_list_less(told):
    told.look("2026-03-05", page()[:3])
    made = told.look("2026-03-20", page()[:3], suspicious_since=day("2026-03-05"))
    assert made.doubt is None
    assert len(made.rows["price_absence"]) == 3


def test_a_price_first_seen_on_a_page_that_lost_rows_waits(told):
    mixed = [*page()[:2], point("alpha-new-3", "input", "9.00")]
    assert rules(told.look("2026-03-05", mixed)) == {"page_lost_rows"}
    again = told.look("2026-03-06", mixed)
    assert [row["status"] for row in again.rows["price_verdict"]] == ["accepted"]


def test_a_price_no_longer_listed_is_not_seen_since_and_may_come_back(told):
    made = told.look("2026-03-05", page()[1:])
    assert [(row["observed_at"], row["last_seen_at"]) for row in made.rows["price_absence"]] == [
        (day("2026-03-05"), day("2026-03-01"))]
    assert told.look("2026-03-06", page()[1:]).rows == {}
    back = told.look("2026-03-07", page())
    assert points(back) == [("alpha-mini-2", "input", "accepted", None)]


def test_what_could_not_be_read_is_not_called_absent(told):
    made = told.look("2026-03-05", [*page()[1:], Problem("expected a price, found text", "alpha alpha-mini-2 input")])
    assert "price_absence" not in made.rows


def test_an_older_copy_changes_nothing(told):
    newer = {**LIST, "alpha-mini-2": ("0.30", "2.50")}
    told.look("2026-03-05", page(newer))
    told.look("2026-03-06", page(newer))
    cached = told.look("2026-03-07", page(), repeated=True)
    assert rules(cached) == {"older_page"}
    assert "earlier copy" in cached.doubt
    assert told.standing("alpha-mini-2") == [Decimal("0.3")]
    assert told.look("2026-03-08", page(newer)).rows == {}


def test_a_page_with_news_is_no_older_copy(told):
    newer = {**LIST, "alpha-mini-2": ("0.30", "2.50")}
    told.look("2026-03-05", page(newer))
    told.look("2026-03-06", page(newer))
    made = told.look("2026-03-09", [*page(), point("alpha-new-3", "input", "9.00")])
    assert made.doubt is None
    assert sorted(rule or "" for _, _, _, rule in points(made)) == ["", "flip_flop", "flip_flop"]


def test_two_prices_for_one_thing_are_both_kept_back(told):
    made = told.look("2026-03-05", [*page(), point("alpha-new-3", "input", "1.00"), point("alpha-new-3", "input", "2.00")])
    assert points(made) == [("alpha-new-3", "input", "quarantined", "two_prices")] * 2
    beside = told.look("2026-03-06", [*page(), point("alpha-mini-2", "input", "0.99")])
    assert points(beside) == [("alpha-mini-2", "input", "quarantined", "two_prices")]
    assert told.standing("alpha-mini-2") == [Decimal("0.25")]


def test_a_mark_behind_the_name_is_no_other_offer():
    told = Told()
    told.look("2026-03-01", page({"Alpha 5 (Beta)": ("1.00", "2.00"), "Alpha 4": ("3.00", "4.00")}))
    assert told.look("2026-03-02", page({"Alpha 5": ("1.00", "2.00"), "Alpha-4": ("3.00", "4.00")})).rows == {}


def test_a_mark_tells_two_offers_apart_where_both_are_listed():
    told = Told()
    both = page({"Alpha 5": ("1.00", "2.00"), "Alpha 5 (Beta)": ("1.50", "2.50")} | LIST)
    assert rules(told.look("2026-03-01", both)) == set()
    without = told.look("2026-03-02", both[:2] + both[4:])
    assert (len(without.rows["price_absence"]), without.rows.get("price_point")) == (2, None)
    assert [name for name, *_ in points(told.look("2026-03-03", both))] == ["Alpha 5 (Beta)"] * 2
    assert told.standing("Alpha 5") == [Decimal("1")]


def test_a_moving_alias_that_is_known_to_have_moved_is_no_change():
    told = Told()
    told.look("2025-09-23", [point("deepseek-chat", "input", "0.56", vendor="deepseek")])
    made = told.look("2025-12-10", [point("deepseek-chat", "input", "0.28", vendor="deepseek")])
    assert points(made) == [("deepseek-chat", "input", "accepted", None)]


def test_a_moving_alias_whose_aim_is_unknown_needs_a_person():
    told = Told()
    for name in ("deepseek-chat", "deepseek-v9"):
        told.look("2030-01-01", [point(name, "input", "0.56", vendor="deepseek")])
    assert rules(told.look("2030-01-05", [point("deepseek-chat", "input", "0.40", vendor="deepseek")])) == {"alias_moved"}


def test_dated_prices_follow_each_other_without_a_second_look():
    told = Told()
    dated = [point("alpha-one", "input", "1.00"), point("alpha-one", "input", "1.50", effective_from=date(2027, 1, 1))]
    made = told.look("2026-03-01", dated)
    assert [(row["effective_from"], row["effective_to"], row["status"]) for row in made.rows["price_point"]] == [
        (None, date(2027, 1, 1), "accepted"), (date(2027, 1, 1), None, "accepted")]
    assert told.look("2027-02-01", [point("alpha-one", "input", "1.50")]).rows["price_point"][0]["status"] == "accepted"


def test_what_the_reader_doubts_stays_doubted_and_is_kept_once(told):
    doubtful = PricePoint("alpha", "alpha-x", "input", amount=Decimal("1"), per="1M tokens", usd_per_mtok=Decimal("1"),
                          status="quarantined", reason="several tiers in one heading")
    assert points(told.look("2026-03-05", [*page(), doubtful])) == [("alpha-x", "input", "quarantined", None)]
    assert told.look("2026-03-06", [*page(), doubtful]).rows == {}


def test_every_reason_tells_what_to_do(told):
    seen = set()
    for at, records in enumerate((changed(), changed(amount="9"), page()[:3], page(dict.fromkeys(LIST, ("1", "1"))))):
        fresh = Told()
        fresh.look("2026-03-01", page())
        made = fresh.look(str((day("2026-03-05") + timedelta(days=at)).date()), [*records, point("alpha-q", "input", "1")])
        for row in made.rows.get("price_point", ()):
            if row["status"] == "quarantined":
                seen.add(row["rule"])
                assert "accept it" in row["reason"] or "counts when" in row["reason"]
    assert {"single_reading", "ratio_out_of_range", "page_lost_rows"} <= seen
