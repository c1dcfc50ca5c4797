"""The calculator and the frontier: figures worked out by hand, held in the address, saved in the desk."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from db.desk_workloads import save_workload, workloads
from db.publish import publish
from db.store import Store
from tests import world
from tests.pages.test_pricing import plain

BILL, PERFORMANCE = "What would we pay?", "What does performance cost?"
BENCHMARK = "swe-bench-verified"


def metrics(at) -> dict[str, str]:
    return {metric.label: metric.value for metric in at.metric}


def ranked(at):
    return next(table.value for table in at.dataframe if "solved" in table.value.columns)


def column(at, name: str):
    """The form's widget of that field, whatever workload the form stands for."""
    kinds = (at.selectbox, at.number_input, at.text_input, at.multiselect)
    return next(one for kind in kinds for one in kind if (one.key or "").split("_", 2)[::2] == ["w", name])


def test_the_bill_is_worked_out_by_hand(app, world_data):
    at = app(world_data, "pricing", w_ai_model="alpha/alpha-mini-1", w_success="0.598")
    assert not at.exception
    # 3,000 input tokens at 0.25 and 1,000 output tokens at 2.00 a million: 0.00275, and a thousand of them a month.
    assert metrics(at)["Per request"] == "$0.00275"
    assert metrics(at)["Per solved task"] == "$0.0046"
    assert metrics(at)["Per month"] == "$2.75"
    assert metrics(at)["Last quarter's bill"] == "$2.75"
    assert "alpha/alpha-mini-1 costs $2.75 a month" in plain(at)


def test_a_successor_says_when_it_pays(app, world_data):
    said = plain(app(world_data, "pricing", w_ai_model="alpha/alpha-mini-1", w_success="0.598"))
    assert "2.45 times as much" in said and "147 %" in said and "32 % fewer tokens" in said


def test_alternatives_are_ranked_and_unknown_stays_empty(app, world_data):
    table = ranked(app(world_data, "pricing", w_ai_model="alpha/alpha-mini-1", w_success="0.598"))
    assert table["ai_model_id"].tolist() == ["alpha/alpha-mini-1", "alpha/alpha-mini-2", "beta/beta-one"]
    assert table["request"].round(6).tolist() == [0.00275, 0.00675, 0.0165]
    assert table["solved"].isna().tolist() == [False, True, True]
    assert "No success rate" in table["said"].iloc[1]
    assert table["last_quarter"].isna().tolist() == [False, True, False]  # mini-2 was not there yet


def test_our_rate_is_lent_only_when_asked(app, world_data):
    at = app(world_data, "pricing", w_ai_model="alpha/alpha-mini-1", w_success="0.5", lent="true")
    assert ranked(at)["solved"].round(4).tolist() == [0.0055, 0.0135, 0.033]


def test_what_is_entered_goes_into_the_address(app, world_data):
    at = app(world_data, "pricing", view=BILL)
    assert not at.metric
    column(at, "ai_model_id").set_value("beta/beta-one")
    column(at, "requests").set_value(10)
    column(at, "success_rate").set_value(50.0)
    column(at, "currency").set_value("eur")
    column(at, "rate").set_value(0.5)
    next(button for button in at.button if button.label == "Count").click().run()
    assert not at.exception
    kept = {name: value for name, value in at.query_params.items() if name.startswith("w_")}
    assert {name: value if isinstance(value, str) else value[0] for name, value in kept.items()} == {
        "w_ai_model": "beta/beta-one", "w_requests": "10", "w_success": "0.5", "w_currency": "EUR", "w_rate": "0.5",
    }
    # 3 × 1.50 + 12.00 for a thousandth of a million: 0.0165 dollars, of which a euro buys two.
    assert metrics(at)["Per request"] == "0.00825 EUR"
    assert metrics(at)["Per solved task"] == "0.0165 EUR"


def test_one_may_compare_with_few(app, world_data):
    at = app(world_data, "pricing", w_ai_model="alpha/alpha-mini-1")
    column(at, "against").set_value(["beta/beta-one"])
    next(button for button in at.button if button.label == "Count").click().run()
    assert not at.exception
    assert ranked(at)["ai_model_id"].tolist() == ["alpha/alpha-mini-1", "beta/beta-one"]


def test_nonsense_is_said_and_what_was_there_stays(app, world_data):
    at = app(world_data, "pricing", w_ai_model="beta/beta-one")
    column(at, "cached_share").set_value(80.0)
    column(at, "cache_write_share").set_value(80.0)
    next(button for button in at.button if button.label == "Count").click().run()
    assert any("Not counted" in warning.value for warning in at.warning)
    assert metrics(at)["Per request"] == "$0.0165"


@pytest.mark.parametrize(
    "address",
    [{"w_in": "-5"}, {"w_requests": "NaN"}, {"w_success": "7"}, {"w_on": "soon"}, {"w_against": "<script>"}, {"w_currency": "€€€"}],
)
def test_a_broken_link_gives_the_default_and_says_so(app, world_data, address):
    at = app(world_data, "pricing", **address)
    assert not at.exception
    assert any("in the link" in warning.value for warning in at.warning)
    assert "<script>" not in plain(at)


def test_an_unknown_ai_model_has_no_bill_and_a_reason(app, world_data):
    at = app(world_data, "pricing", w_ai_model="nobody/nothing")
    assert not at.exception
    assert "No bill for nobody/nothing" in plain(at) and "No price is known" in plain(at)


def test_a_day_that_is_not_kept_is_said(app, world_data):
    at = app(world_data, "pricing", w_ai_model="beta/beta-one", w_on="2026-04-02")
    assert any("31 Mar 2026 are used" in warning.value for warning in at.warning)
    assert metrics(at)["Per request"] == "$0.021"  # input was still 3.00


def test_my_stack_is_saved_summed_opened_and_deleted(app, own_world):
    save_workload(own_world, "Nights", '{"w_ai_model": "beta/beta-one", "w_requests": "2000"}', by="Bob", at=world.NOW)
    at = app(own_world, "pricing", w_ai_model="alpha/alpha-mini-1")
    at.text_input(key="workload_name").set_value("Days")
    at.text_input(key="editor").set_value("Ada")
    at.button(key="save_workload").click().run()
    assert not at.exception
    assert [(one["name"], one["editor"]) for one in workloads(own_world)] == [("Days", "Ada"), ("Nights", "Bob")]
    assert "$35.75 a month together" in plain(at)  # 2.75 and 2,000 × 0.0165
    at.selectbox(key="saved_workload").set_value("Nights").run()
    at.button(key="open_workload").click().run()
    assert metrics(at)["Per month"] == "$33.00"
    at.button(key="delete_workload").click().run()
    assert [one["name"] for one in workloads(own_world)] == ["Days"]


def test_a_stranger_in_the_desk_is_not_overwritten(app, own_world):
    at = app(own_world, "pricing", w_ai_model="alpha/alpha-mini-1")
    save_workload(own_world, "Days", "{}", by="Bob", at=world.NOW)
    at = at.run()
    save_workload(own_world, "Days", '{"w_in": "9"}', by="Eve", at=world.NOW + timedelta(minutes=1))
    at.text_input(key="workload_name").set_value("Days")
    at.button(key="save_workload").click().run()
    assert any("Eve changed" in warning.value.replace("\\", "") for warning in at.warning)
    assert workloads(own_world)[0]["editor"] == "Eve"


@pytest.fixture
def scored(tmp_path):
    """The world with a benchmark: mini-1 solves 60 % for 30 dollars, mini-2 50 % for 50, beta-one 80 % for 400; one is refused."""
    store = Store.open(tmp_path)
    world.fill(store)
    source = next(row for row in world.sources() if row["source_id"] == "catalogue")
    store.insert("source", [source | {"source_id": "bench", "kind": "scores", "title": "A <b>bench</b>", "url": "https://bench.example/x"}])
    told = [("alpha-mini-1", 60, 30), ("alpha-mini-2", 50, 50), ("beta-one", 80, 400), ("stranger", 70, None)]
    store.insert("score", [
        {
            "score_id": f"s-{name}", "source_id": "bench", "document_id": world.DOCUMENT, "ai_model": name, "benchmark": BENCHMARK,
            "value": Decimal(value), "unit": "percent resolved", "run_on": date(2026, 4, 1), "observed_at": world.NOW,
            "cost_usd": None if cost is None else Decimal(cost),
        }
        for name, value, cost in told
    ])
    store.insert("ai_model_name", [
        {"ai_model": name, "ai_model_id": f"{vendor}/{name}"}
        for vendor, name in (("alpha", "alpha-mini-1"), ("alpha", "alpha-mini-2"), ("beta", "beta-one"))
    ])
    store.replace("benchmark", [{"benchmark": BENCHMARK, "tasks": 500}])
    publish(store, world.NOW)
    store.close()
    return tmp_path


def test_who_is_dominated_by_whom(app, scored):
    at = app(scored, "pricing", view=PERFORMANCE)
    assert not at.exception
    said = plain(at)
    assert "alpha-mini-1 solves a task for $0.10; beta-one solves most, for $1.00 each" in said
    assert "1 of 3 results are dominated" in said
    assert "A <b>bench</b>" in said and "1 Apr 2026" in said and "of 500 tasks" in said
    table = at.dataframe[0].value
    assert table["beaten_by"].tolist() == ["nobody: on the frontier", "alpha/alpha-mini-1", "nobody: on the frontier"]


def test_refused_results_say_why(app, scored):
    at = app(scored, "pricing", view=PERFORMANCE)
    assert any("1 of 4 results have no cost per solved task" in box.label for box in at.expander)
    at.session_state["refused_results"] = True
    at.run()
    assert "could not be resolved" in at.dataframe[-1].value["refused"].iloc[0]


def test_a_benchmark_ranks_the_alternatives(app, scored):
    at = app(scored, "pricing", w_ai_model="alpha/alpha-mini-2", w_benchmark=BENCHMARK)
    table = ranked(at)
    assert table["ai_model_id"].tolist() == ["alpha/alpha-mini-1", "alpha/alpha-mini-2", "beta/beta-one"]
    assert table["solved"].round(6).tolist() == [0.004583, 0.0135, 0.020625]
    assert "alpha/alpha-mini-1 is the cheapest per solved task" in plain(at)


def test_several_efforts_ask_for_a_choice(app, scored):
    store = Store.open(scored)
    told = {"source_id": "bench", "document_id": world.DOCUMENT, "ai_model": "alpha-mini-2", "benchmark": "other", "unit": "percent resolved",
            "observed_at": world.NOW, "run_on": date(2026, 4, 1)}
    store.insert("score", [told | {"score_id": f"e-{name}", "variant": name, "value": Decimal(value)} for name, value in (("low", 20), ("high", 40))])
    publish(store, world.NOW)
    store.close()
    at = app(scored, "pricing", w_ai_model="alpha/alpha-mini-2", w_benchmark="other")
    assert "choose an effort" in plain(at)
    at = app(scored, "pricing", w_ai_model="alpha/alpha-mini-2", w_benchmark="other", w_effort="high")
    assert metrics(at)["Per solved task"] == "$0.0169"


def test_without_results_the_view_says_where_they_come_from(app, world_data):
    assert "No benchmark here" in plain(app(world_data, "pricing", view=PERFORMANCE))


@pytest.mark.parametrize("address", [{"view": BILL}, {"w_ai_model": "alpha/alpha-mini-1", "w_success": "0.5"}, {"view": PERFORMANCE}])
def test_hostile_texts_change_nothing(app, hostile_data, address):
    at = app(hostile_data, "pricing", **address)
    assert not at.exception
    assert not [part.value for part in at.markdown if "![x]" in part.value or "](javascript" in part.value]
