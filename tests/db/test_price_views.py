"""What the price views answer: like with like, the vendor's page first, age and disagreement shown, nothing averaged."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from db.desk import EditRefused
from db.desk_reviews import price_reviews, review_price
from db.publish import rebuild
from db.records import PricePoint, Score
from ingest.kinds.price_catalogue import bundled_prices
from models.ai_models import identify
from tests.prices import Shop, catalogue, day, reference

STARTER = Path(__file__).parents[2] / "ingest" / "starter"
FIRST, SECOND, THIRD = "2026-03-01", "2026-03-05", "2026-03-06"


@pytest.fixture
def shop(tmp_path):
    made = Shop(tmp_path)
    yield made
    made.store.close()


def point(vendor, name, unit, amount, **more):
    amount = Decimal(amount)
    return PricePoint(vendor, name, unit, amount=amount, per="1M tokens", usd_per_mtok=amount, quote=f"{name} ${amount}", **more)


def told(shop, source, on, *points):
    body = f"{source.id} {on} {points}".encode()
    return shop.look(source, body, day(on), list(points))


def latest(shop, *columns):
    return shop.ask("price_latest", *columns)


def test_the_vendors_own_page_wins_and_the_difference_is_shown_not_averaged(shop):
    page, list_one = shop.source("alpha-pricing", "openai"), shop.source("one", "one", "price_catalogue")
    told(shop, page, FIRST, point("openai", "GPT-5 mini", "input", "0.25"))
    told(shop, list_one, SECOND, point("openai", "gpt-5-mini", "input", "0.30"))
    assert latest(shop, "ai_model_id", "usd_per_mtok", "sources", "agree", "low", "high", "source_id") == [
        ("openai/gpt-5-mini", Decimal("0.25"), 2, False, Decimal("0.25"), Decimal("0.30"), "alpha-pricing")]
    [(readings,)] = shop.ask("price_disagreements", "readings")
    assert [(one["source"], one["value"]) for one in readings] == [
        ("alpha-pricing", Decimal("0.25")), ("one", Decimal("0.30"))]


def test_only_like_is_compared_with_like(shop):
    one, two = (shop.source(name, name, "price_catalogue") for name in ("one", "two"))
    told(shop, one, FIRST, point("openai", "gpt-5", "input", "1.25"))
    told(shop, two, FIRST, point("amazon", "openai.gpt-5", "input", "1.40"), point("openai", "gpt-5", "output", "10"),
         point("openai", "gpt-5", "input", "0.63", tier="batch"), point("openai", "gpt-5", "input", "2.5", context_over=272000),
         point("openai", "gpt-5", "input", "1.3", variant="eu"))
    assert shop.ask("price_disagreements", "ai_model_id") == []
    assert {row[0] for row in latest(shop, "ai_model_id")} == {"openai/gpt-5", "amazon/openai.gpt-5"}


def test_two_names_of_one_ai_model_are_no_change_and_no_disagreement(shop):
    one = shop.source("one", "one", "price_catalogue")
    for on in (FIRST, SECOND):
        told(shop, one, on, point("anthropic", "claude-sonnet-4-5", "input", "3"),
             point("anthropic", "claude-sonnet-4-5-20250929", "input", "3.10"), point("x", on, "input", "1"))
    assert shop.ask("price_changes", "ai_model_id") == []
    assert shop.ask("price_disagreements", "ai_model_id") == []
    assert latest(shop, "ai_model_id", "usd_per_mtok")[0] == ("anthropic/claude-sonnet-4.5", Decimal("3"))


def test_a_moving_alias_is_priced_as_what_it_meant_that_day(shop):
    one = shop.source("one", "one", "price_catalogue")
    told(shop, one, "2025-09-23", point("deepseek", "deepseek-chat", "output", "1.68"))
    told(shop, one, "2025-12-10", point("deepseek", "deepseek-chat", "output", "0.42"))
    assert shop.ask("prices", "ai_model_id", "usd_per_mtok") == [
        ("deepseek/deepseek-v3.1-terminus", Decimal("1.68")), ("deepseek/deepseek-v3.2", Decimal("0.42"))]
    assert shop.ask("price_changes", "ai_model_id") == []
    shop.unchanged(one, day("2025-12-11"))
    assert latest(shop, "ai_model_id", "listed") == [("deepseek/deepseek-v3.1-terminus", False), ("deepseek/deepseek-v3.2", True)]


def test_an_alias_read_later_is_priced_as_all_that_it_meant_since_the_stated_day(shop):
    one = shop.source("one", "one", "price_catalogue")
    told(shop, one, "2025-12-15", point("deepseek", "deepseek-chat", "output", "0.28"),
         point("deepseek", "deepseek-chat", "output", "1.10", effective_from=date(2025, 2, 8)),
         point("openrouter", "deepseek/deepseek-chat", "output", "0.89"))
    assert shop.ask("price_changes", "ai_model_id", "new_usd_per_mtok") == [("deepseek/deepseek-v3", Decimal("1.10"))]
    assert shop.ask("price_latest", "ai_model_id", "listed")[-2:] == [
        ("deepseek/deepseek-v3.2-exp", False), ("openrouter/deepseek-deepseek-chat", True)]
    assert ("deepseek/deepseek-v3.2", True) in shop.ask("price_latest", "ai_model_id", "listed")


def test_a_change_told_by_two_sources_is_one_and_confirmed_by_the_second(shop):
    one, two = (shop.source(name, name, "price_catalogue") for name in ("one", "two"))
    for source in (one, two):
        told(shop, source, FIRST, point("xai", "grok-4", "input", "3"), point("xai", "grok-4", "output", "15"))
    told(shop, one, SECOND, point("xai", "grok-4", "input", "2"), point("xai", "grok-4", "output", "15"))
    assert shop.ask("price_changes", "ai_model_id") == []
    told(shop, two, SECOND, point("xai", "grok-4", "input", "2"), point("xai", "grok-4", "output", "15"))
    shop.unchanged(two, day(THIRD))
    assert shop.ask("price_changes", "ai_model_id", "unit", "ratio") == [("xai/grok-4", "input", 0.6667)]
    assert set(shop.ask("prices", "rule")) <= {(None,), ("second_source",), ("second_reading",)}


def test_what_another_source_said_long_ago_confirms_nothing(shop):
    page, other = shop.source("xai-pricing", "xai"), shop.source("two", "two", "price_catalogue")
    told(shop, other, "2025-09-01", point("xai", "grok-4", "input", "5", effective_to=date(2025, 10, 1)),
         point("xai", "grok-4", "input", "3", effective_from=date(2025, 10, 1)))
    told(shop, page, FIRST, point("xai", "grok-4", "input", "3"), point("xai", "grok-4", "output", "15"))
    told(shop, page, SECOND, point("xai", "grok-4", "input", "5"), point("xai", "grok-4", "output", "15"))
    assert shop.ask("prices", "status", "rule")[-1] == ("quarantined", "single_reading")


def test_a_catalogue_that_corrects_itself_after_months_changed_no_price(shop):
    one, two = (shop.source(name, name, "price_catalogue") for name in ("one", "two"))
    told(shop, one, "2025-09-01", point("xai", "grok-4", "input", "3"), point("xai", "grok-4", "output", "15"))
    told(shop, two, "2025-09-01", point("xai", "grok-4", "input", "3.1"), point("xai", "grok-4", "output", "15"))
    told(shop, two, "2026-02-01", point("xai", "grok-4", "input", "3"), point("xai", "grok-4", "output", "15"))
    assert latest(shop, "unit", "agree") == [("input", True), ("output", True)]
    assert shop.ask("price_changes", "ai_model_id") == []


def test_announced_prices_are_known_and_do_not_hold_yet(shop):
    one = shop.source("one", "one", "price_catalogue")
    told(shop, one, FIRST, point("xai", "grok-4", "input", "2"),
         point("xai", "grok-4", "input", "3", effective_from=date(2027, 1, 1)))
    assert latest(shop, "usd_per_mtok", "next_usd_per_mtok", "next_from::date") == [
        (Decimal("2"), Decimal("3"), date(2027, 1, 1))]
    assert shop.ask("price_changes", "changed_at::date", "new_usd_per_mtok") == [(date(2027, 1, 1), Decimal("3"))]
    assert shop.ask("prices_as_of('2027-02-01')", "usd_per_mtok") == [(Decimal("3"),)]


def test_what_is_no_longer_listed_is_not_seen_since(shop):
    page = shop.source("xai-pricing", "xai")
    four = [point("xai", name, unit, "2") for name in ("grok-4", "grok-3", "grok-2") for unit in ("input", "output")]
    told(shop, page, FIRST, *four)
    told(shop, page, SECOND, *four[:-1])
    gone = shop.store.con.execute(
        "select ai_model_id, unit, last_confirmed_at::date from price_latest where not listed").fetchall()
    assert gone == [("xai/grok-2", "output", date(2026, 3, 1))]
    assert len(latest(shop, "ai_model_id")) == 6


def test_the_same_answer_later_confirms_the_price(shop):
    page = shop.source("xai-pricing", "xai")
    told(shop, page, FIRST, point("xai", "grok-4", "input", "2"))
    shop.unchanged(page, day(THIRD))
    assert latest(shop, "since::date", "last_confirmed_at::date") == [(date(2026, 3, 1), date(2026, 3, 6))]


def test_prices_as_of_answers_any_day_from_a_published_snapshot(shop, tmp_path):
    page = shop.source("xai-pricing", "xai")
    told(shop, page, FIRST, point("xai", "grok-4", "input", "3"), point("xai", "grok-4", "output", "9"))
    told(shop, page, SECOND, point("xai", "grok-4", "input", "2"), point("xai", "grok-4", "output", "9"))
    shop.unchanged(page, day(THIRD))
    shop.publish(day(THIRD))
    con = duckdb.connect(str(tmp_path / "published" / "latest.duckdb"), read_only=True)
    asked = "select usd_per_mtok from prices_as_of(?) where unit = 'input'"
    assert [con.execute(asked, [moment]).fetchall() for moment in ("2026-02-01", "2026-03-02", "2026-03-07")] == [
        [], [(Decimal("3"),)], [(Decimal("2"),)]]
    comment = con.execute("select comment from duckdb_functions() where function_name = 'prices_as_of'").fetchone()
    assert comment[0].startswith("one row per AI model")
    con.close()


def test_a_rebuilt_store_still_answers_prices_as_of(shop, tmp_path):
    told(shop, shop.source("xai-pricing", "xai"), FIRST, point("xai", "grok-4", "input", "3"))
    shop.publish(day(FIRST))
    shop.store.close()
    rebuild(tmp_path, day(SECOND))
    shop.store = type(shop.store).open(tmp_path)
    assert shop.ask("prices_as_of('2026-03-02')", "usd_per_mtok") == [(Decimal("3"),)]


def waiting(shop):
    return shop.store.con.execute("select price_id from prices where status = 'quarantined'").fetchone()


def test_a_person_accepts_or_rejects_and_that_is_remembered(shop, tmp_path):
    page = shop.source("xai-pricing", "xai")
    told(shop, page, FIRST, point("xai", "grok-4", "input", "3"), point("xai", "grok-4", "output", "9"))
    dear = (point("xai", "grok-4", "input", "40"), point("xai", "grok-4", "output", "9"))
    told(shop, page, SECOND, *dear)
    [price_id] = waiting(shop)
    review_price(tmp_path, price_id, "rejected", by="Ada", at=day(SECOND), note="a slip of the page")
    told(shop, page, THIRD, *dear, point("xai", "grok-5", "input", "1"))
    assert shop.ask("prices", "status", "rule", "reason", "decided_by")[-1] == (
        "rejected", "person", "a slip of the page", "Ada")
    assert shop.ask("price_changes", "ai_model_id") == []
    review_price(tmp_path, price_id, "accept", by="Ben", at=day(THIRD) + timedelta(hours=1))
    shop.settle(day(THIRD))
    assert shop.ask("price_changes", "ai_model_id", "new_usd_per_mtok") == [("xai/grok-4", Decimal("40"))]
    assert [(one.verdict, one.by) for one in price_reviews(tmp_path)] == [("rejected", "Ada"), ("accepted", "Ben")]
    shop.settle(day("2026-03-07"))
    assert shop.store.con.execute("select count(*) from core.price_verdict").fetchone() == (2,)


def test_a_verdict_needs_a_known_word_and_a_name(tmp_path):
    with pytest.raises(EditRefused, match="accepted, rejected"):
        review_price(tmp_path, "p", "maybe", by="Ada", at=day(FIRST))
    with pytest.raises(EditRefused, match="name of the person"):
        review_price(tmp_path, "p", "accepted", by=" ", at=day(FIRST))


def test_every_disagreement_of_the_reference_is_found(shop, shared):
    newest = {}
    for name, on, points in reference(shared):
        told(shop, shop.source(name, name, "price_catalogue"), on, *points)
        newest[name] = points
    found = {(row[0], row[1], row[2]) for row in shop.ask("price_disagreements", "ai_model_id", "unit", "context_over")}
    stated = defaultdict(lambda: defaultdict(set))
    for name, points in newest.items():
        for one in points:
            known = identify(one.vendor, one.ai_model, date(2026, 2, 27))
            if known and known.host is None and not known.snapshot and not known.variant and one.tier == "standard":
                stated[known.ai_model_id, one.unit, one.context_over][name].add(one.usd_per_mtok)
    clear = {key for key, sources in stated.items() if len(sources) > 1 and not set.intersection(*sources.values())}
    assert len(clear) >= 10
    assert clear - found == set()
    for readings, in shop.ask("price_disagreements", "readings"):
        values = {one["source"]: one["value"] for one in readings}
        assert len(values) == len(readings) > 1
        assert len(set(values.values())) > 1
        for source_id, value in values.items():
            assert value in {point.usd_per_mtok for point in newest[source_id]}


def run(name, on="2026-03-20", **more):
    return Score(name, "aider-polyglot_leaderboard", Decimal(more.pop("value", "60")), "percent passed", run_on=date.fromisoformat(on),
                 **more)


@pytest.fixture
def scored(shop):
    prices, results = shop.source("one", "one", "price_catalogue"), shop.source("aider", "aider", "scores")
    told(shop, prices, FIRST, point("openai", "gpt-5-mini", "input", "0.25"), point("openai", "gpt-5-mini", "output", "2"),
         point("amazon", "openai.gpt-5-mini", "input", "99"), point("openai", "gpt-5-mini", "input", "0.1", tier="batch"))
    tokens = {"input_tokens": 4_000_000, "output_tokens": 2_000_000}
    shop.look(results, b"scores", day(THIRD), [
        run("gpt-5-mini", cost_usd=Decimal("5.10"), **tokens), run("gpt-5-mini (high)", **tokens),
        run("gpt-5-nano", cost_usd=Decimal("2"), value="40"), run("gpt-5", cost_usd=Decimal("20"), value="55"),
        run("gpt-5-mini (low)", "2026-01-20", **tokens), run("gpt-5-mini (medium)", cost_usd=Decimal("9"), **tokens),
        run("a stealth horse", cost_usd=Decimal("2")), run("gpt-5-pro"),
    ])
    return shop


def test_cost_per_solved_task_is_worked_out_by_hand(scored):
    found = {row[0]: row[1:] for row in scored.ask(
        "cost_per_performance", "ai_model", "workload_usd", "round(usd_per_solved, 6)", "basis", "refused", "alarm")}
    assert found["gpt-5-mini"] == (5.1, round(5.1 / 135, 6), "reported", None, False)
    assert found["gpt-5-mini (high)"] == (5.0, round(5 / 135, 6), "computed", None, False)
    assert found["gpt-5-mini (medium)"][2:] == ("reported", None, True)
    assert found["gpt-5-mini (low)"][3] == "no price of its maker is known for 2026-01-20"
    assert found["gpt-5-pro"][3] == "no cost was reported, and no tokens to count one from"
    assert "no maker is known" in found["a stealth horse"][3]


def test_the_frontier_names_who_does_better_for_less(scored):
    found = {row[:2]: row[2:] for row in scored.ask("page.frontier", "ai_model_id", "variant", "on_frontier", "dominated_by", "dominated_by_variant")}
    assert found["openai/gpt-5-mini", "high"] == (True, None, None)
    assert found["openai/gpt-5-nano", None] == (True, None, None)
    assert found["openai/gpt-5", None] == (False, "openai/gpt-5-mini", "high")
    assert ("openai/gpt-5-pro", None) not in found


def test_the_bundled_history_shows_its_steps_and_changes(shop):
    for path in sorted(STARTER.glob("price_history_*.json")):
        assert shop.look(shop.source(path.stem, "archive", "price_catalogue"), path.read_bytes(), day("2026-11-24")) == "ok"
    shop.look(shop.source("package", "pydantic", "price_catalogue"), bundled_prices(), day("2026-11-24"))
    steps = {(row[0], row[1]): row[2:] for row in shop.ask(
        "price_steps", "to_ai_model_id", "unit", "from_ai_model_id", "ratio", "stepped_at::date")}
    mini, nano, on = "openai/gpt-5-mini", "openai/gpt-5-nano", date(2026, 3, 17)
    assert steps["openai/gpt-5.4-mini", "input"] == (mini, 3.0, on)
    assert steps["openai/gpt-5.4-mini", "output"] == (mini, 2.25, on)
    assert steps["openai/gpt-5.4-nano", "input"] == (nano, 4.0, on)
    assert steps["openai/gpt-5.4-nano", "output"] == (nano, 3.125, on)
    cut = shop.store.con.execute(
        "select changed_at::date, ratio from price_changes where ai_model_id = 'openai/o3' and unit = 'output'").fetchall()
    assert cut == [(date(2025, 6, 10), 0.2)]
    assert shop.store.con.execute("select count(*) from prices_as_of('2026-01-01') where listed").fetchone()[0] > 500


def test_a_catalogue_of_another_layout_reads_alike(shop):
    one = shop.source("one", "one", "price_catalogue")
    shop.look(one, catalogue(("openai", "gpt-5-mini", "0.25", "2")), day(FIRST))
    assert latest(shop, "ai_model_id", "unit", "usd_per_mtok") == [
        ("openai/gpt-5-mini", "input", Decimal("0.25")), ("openai/gpt-5-mini", "output", Decimal("2"))]
