"""Momentum on the page: the finding, its formula, what is picked, and the developments behind it."""

from __future__ import annotations

import pandas as pd
import pytest

from db.publish import publish
from db.store import Store
from pages.parts import momentum, momentum_figures, momentum_subject
from tests.market import NOW, Market, voices


@pytest.fixture(scope="module")
def market_data(tmp_path_factory):
    """Agents rise from 4 to 12, pricing falls, society is new; OpenAI and Anthropic within agents."""
    folder = tmp_path_factory.mktemp("market")
    store = Store.open(folder)
    market = Market(store)
    voices(market, 4)
    market.source("own", "openai")
    for number in range(4):
        market.many(f"s{number}", 3, themes=["agents"], companies=["anthropic"], runtimes=["codex"])
        market.say(f"s{number}", 40, themes=["agents"], companies=["anthropic"], runtimes=["codex"])
        market.many(f"s{number}", 2, first=33, themes=["pricing"])
        market.say(f"s{number}", 70 + number, themes=["agents"])
    market.say("own", 5, themes=["agents"])
    for number in range(2):
        market.say(f"s{number}", 3, themes=["society"])
    market.told()
    publish(store, NOW, embedder="market")
    store.close()
    return folder


def words(at) -> str:
    return "\n".join(text.value for text in [*at.markdown, *at.caption])


def headlines(at) -> list[str]:
    return [text.value for text in at.markdown if text.value.startswith("**[") or text.value.startswith("**dev")]


def test_what_rises_most_is_the_finding_with_its_counts_and_formula(app, market_data):
    at = app(market_data, "developments", view="Momentum")
    assert not at.exception
    assert at.header[0].value == "Rising most\\: Agents and their runtime\\, 13 mentions from 5 sources\\, 4 in the 30 days before"
    assert "6 sources compared, which told" in words(at) and "24 Apr 2026" in words(at)
    assert "(mentions + 5) ÷ (mentions before + 5)" in words(at)
    table = at.dataframe[0].value.set_index("title")
    assert table.loc["Agents and their runtime", ["momentum", "mentions", "mentions_prev", "sources"]].tolist() == [2.0, 13, 4, 5]
    assert "Society and work · new" in table.index and "Pricing" in table.index
    assert headlines(at) == []


def test_a_theme_opens_to_its_weeks_its_companies_and_what_is_behind(app, market_data):
    at = app(market_data, "developments", view="Momentum", theme="agents and their runtime")
    assert not at.exception
    heads = [head.value for head in at.header]
    assert heads[2].startswith("Agents and their runtime\\: ×2\\.00 on 24 Apr 2026\\, between ×")
    assert heads[3] == "Anthropic is told of most\\: 12 mentions\\, 4 before"
    assert "13 developments in the 30 days, 4 in the 30 days before" in words(at)
    assert len(headlines(at)) == momentum_subject.PER_PAGE


def test_a_company_within_a_theme_opens_to_its_developments(app, market_data):
    at = app(market_data, "developments", view="Momentum", theme="Agents and their runtime", company="OpenAI")
    assert "1 development in the 30 days, 0 in the 30 days before" in words(at)
    assert len(headlines(at)) == 1


@pytest.mark.parametrize(
    ("kind", "picked", "told"),
    [("companies", {"company": "Anthropic"}, (12, 4)), ("runtimes", {"runtime": "codex"}, (12, 4))],
)
def test_companies_and_runtimes_are_followed_too(app, market_data, kind, picked, told):
    at = app(market_data, "developments", view="Momentum", of=kind, **picked)
    assert not at.exception
    assert "mentions from" in at.header[0].value
    assert f"{told[0]} developments in the 30 days, {told[1]} in the 30 days before" in words(at)


def test_the_search_goes_along(app, market_data):
    at = app(market_data, "developments", view="Momentum", theme="Agents and their runtime")
    next(button for button in at.button if button.label == "Search in these").click().run()
    assert not at.exception
    assert "13 developments, newest first" in words(at)


def test_what_the_address_asks_in_vain_is_said(app, market_data):
    at = app(market_data, "developments", view="Momentum", theme="'; drop table core.tag --", of="%", span="9 days")
    assert not at.exception
    assert len(at.warning) >= 3
    assert at.header[0].value.startswith("Rising most")


def test_sources_that_do_not_reach_back_are_said(app, world_data):
    at = app(world_data, "developments", view="Momentum")
    assert not at.exception
    assert "No source was watched over both the newest 30 days and the 30 days before" in words(at)
    assert not at.dataframe  # rows of nothing but zeros say nothing


def test_the_longer_window_stands_where_the_shorter_holds_little(app, tmp_path):
    store = Store.open(tmp_path)
    market = Market(store)
    voices(market, 3)
    for number in range(3):
        for theme in ("agents", "pricing", "models"):
            market.many(f"s{number}", 2, first=65, themes=[theme])
    market.told()
    publish(store, NOW, embedder="market")
    store.close()
    at = app(tmp_path, "developments", view="Momentum")
    assert not at.exception
    assert "in the 90 days before" in at.header[0].value


def test_an_older_snapshot_says_what_it_lacks(app, tmp_path):
    store = Store.open(tmp_path)
    Market(store).told()
    store.con.execute("drop view page.momentum_list")
    publish(store, NOW, embedder="market")
    store.close()
    at = app(tmp_path, "developments", view="Momentum")
    assert not at.exception
    assert "needs `momentum`" in at.info[0].value


def test_an_empty_store_says_so(app, empty_data):
    at = app(empty_data, "developments", view="Momentum")
    assert not at.exception and at.header[0].value == "No data yet"


def rows(**columns):
    return pd.DataFrame({
        "title": ["Agents", "Pricing <b>"], "mentions": [12, 3], "mentions_prev": [8, 9], "is_new": [False, True],
    } | columns)  # fmt: skip


def test_the_figure_says_both_counts_and_what_is_new():
    figure = momentum_figures.now_and_before(rows(), dark=False)
    assert [note.text for note in figure.layout.annotations] == ["8 → 12", "9 → 3 <b>new</b>"]
    assert list(figure.layout.yaxis.ticktext) == ["Agents", "Pricing &lt;b&gt;"]
    grew, fell, before = figure.data
    assert list(grew.x) == [12] and grew.marker.color is None
    assert list(fell.x) == [3] and fell.marker.color
    assert list(before.x) == [8, 9]


def test_two_subjects_of_one_name_stay_two_rows():
    figure = momentum_figures.now_and_before(rows(title=["Codex", "Codex"]), dark=True)
    assert [list(dots.y) for dots in figure.data] == [[0], [1], [0, 1]]


def test_weeks_leave_gaps_where_nothing_can_be_compared():
    found = pd.DataFrame({
        "ends_at": pd.to_datetime(["2026-04-10", "2026-04-17", "2026-04-24"], utc=True),
        "momentum": [1.2, None, 2.0], "mentions": [7, None, 9], "mentions_prev": [5, None, 2],
    })  # fmt: skip
    line = momentum_figures.weeks(found, dark=False).data[0]
    assert line.connectgaps is False and pd.isna(line.y[1]) and list(line.y[[0, 2]]) == [1.2, 2.0]


@pytest.mark.parametrize(
    ("best", "worst", "said"),
    [
        ((2.0, False), (0.9, False), "Rising most: A, 9 mentions from 3 sources, 2 in the 30 days before"),
        ((1.6, True), (0.9, False), "New: A, 9 mentions from 3 sources, 2 in the 30 days before"),
        ((1.1, False), (0.5, False), "No theme rises much; falling most: B, 1 mention from 1 source, 7 in the 30 days before"),
        ((1.1, False), (0.9, False), "No theme rises or falls much"),
    ],
)  # fmt: skip
def test_the_finding_says_what_holds(best, worst, said):
    charted = pd.DataFrame({
        "title": ["A", "B"], "momentum": [best[0], worst[0]], "is_new": [best[1], worst[1]], "place_falling": [2, 1],
        "mentions": [9, 1], "mentions_prev": [2, 7], "sources": [3, 1],
    })  # fmt: skip
    assert momentum.finding(charted, "theme", 30) == said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        ([5, 1], [2, 3], "A is told of most: 5 mentions, 2 before"),
        ([1, 1], [6, 0], "A and B are level: 1 mention each"),
        ([0, 0], [7, 1], "No company is told of now; before, A was most: 7 mentions"),
    ],
)
def test_who_is_ahead_within_a_theme(now, before, said):
    charted = pd.DataFrame({"title": ["A", "B"], "uncapped": now, "uncapped_prev": before})
    assert momentum_subject.ahead(charted) == said


def test_the_order_of_the_table_is_told_where_it_is_not_by_momentum_alone(app, market_data):
    at = app(market_data, "developments", view="Momentum", of="companies")
    assert list(at.dataframe[0].value.columns) == ["title", "momentum", "mentions", "mentions_prev", "sources"]
    assert at.dataframe[0].value["momentum"].notna().all()
    assert "Last: under three mentions, or one source alone." in words(at)
