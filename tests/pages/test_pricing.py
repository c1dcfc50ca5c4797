"""Prices: the step of the world is the finding, changes carry their words, unknown stays unknown."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from db.desk_reviews import price_reviews
from db.publish import publish
from db.reader import Reader
from db.store import Store
from pages.parts import frame
from tests import world

MOVE = "How do prices move?"


def plain(at) -> str:
    return "\n".join(str(part.value) for part in (*at.header, *at.markdown, *at.caption, *at.text)).replace("\\", "")


def test_the_newest_step_is_the_finding(app, world_data):
    at = app(world_data, "pricing")
    assert at.header[0].value.replace("\\", "") == "alpha-mini-2 costs 3 times what alpha-mini-1 did"


def test_a_change_carries_quote_and_date(app, world_data):
    said = plain(app(world_data, "pricing", vendor="beta"))
    assert "input $3.00 → $1.50 (×0.5)" in said
    assert "changed 14 Apr 2026" in said
    assert "beta-one input $1.50" in said
    assert "alpha-mini" not in said


def test_chosen_ai_models_are_drawn(app, world_data):
    at = app(world_data, "pricing", view=MOVE, ai_model=["beta/beta-one"], unit="Output")
    assert at.multiselect(key="ai_model").value == ["beta/beta-one"]
    at.toggle(key="price_history_table").set_value(True).run()
    table = at.dataframe[0].value
    assert list(table["ai_model"]) == ["beta-one"] and list(table["usd_per_mtok"]) == [12.0]


def test_a_unit_without_prices_is_said(app, world_data):
    assert "No cached input price here" in plain(app(world_data, "pricing", view=MOVE, unit="Cached input"))


def test_unknown_is_not_zero(app, world_data):
    table = app(world_data, "pricing").dataframe[-1].value
    assert table["cached_input_usd_per_mtok"].isna().all()
    assert len(table) == 3


@pytest.mark.parametrize("key", ["vendor", "ai_model", "unit"])
def test_filters_are_bound(app, world_data, key):
    at = app(world_data, "pricing", view=MOVE)
    assert key in {widget.key for widget in (*at.multiselect, *at.selectbox)}


@pytest.fixture
def doubtful(tmp_path):
    """The world with a second catalogue that contradicts the first, and a reading that nobody believes yet."""
    store = Store.open(tmp_path)
    world.fill(store)
    other = next(row for row in world.sources() if row["source_id"] == "catalogue") | {"source_id": "other", "title": "Other catalogue"}
    told = next(row for row in world.prices() if row["price_id"] == "price-5")
    store.insert("source", [other])
    store.insert("fetch", [next(row for row in world.fetches() if row["source_id"] == "catalogue") | {"source_id": "other"}])
    store.insert("price_point", [
        told | {"price_id": "x-1", "price_key": "other", "source_id": "other", "usd_per_mtok": 2, "amount": 2},
        told | {"price_id": "x-2", "price_key": "held", "usd_per_mtok": 15, "amount": 15, "status": "quarantined",
                "reason": "ten times the old price", "observed_at": world.NOW - timedelta(minutes=30)},
    ])
    publish(store, world.NOW)
    store.close()
    return tmp_path


def test_what_is_not_settled_is_shown_and_counted(app, doubtful):
    at = app(doubtful, "pricing")
    assert "Not settled" in [header.value for header in at.header]
    assert "1 price disputed · 1 held back" in [caption.value for caption in at.caption]
    (disputed,) = (table.value for table in at.dataframe if "readings" in table.value.columns)
    assert (disputed["low"].iloc[0], disputed["high"].iloc[0]) == (1.5, 2.0)
    said = plain(at)
    assert "$1.50 stands since 14 Apr 2026 · the page says $15.00" in said
    assert "ten times the old price" in said and "“beta-one input $1.50”" in said


def test_a_person_decides_about_what_is_held_back(app, doubtful):
    at = app(doubtful, "pricing")
    at.button(key="accept_x-2").click().run()
    assert any("Enter your name first" in warning.value for warning in at.warning) and price_reviews(doubtful) == []
    at.text_input(key="editor").set_value("Ada").run()
    at.button(key="accept_x-2").click().run()
    assert [(one.price_id, one.verdict, one.by) for one in price_reviews(doubtful)] == [("x-2", "accepted", "Ada")]
    assert "Accepted by Ada" in plain(at) and at.button(key="accept_x-2").disabled
    at.button(key="reject_x-2").click().run()
    assert price_reviews(doubtful)[-1].verdict == "rejected"


def test_a_settled_market_has_no_such_section(app, world_data):
    assert "Not settled" not in [header.value for header in app(world_data, "pricing").header]


@pytest.mark.parametrize(
    ("address", "view"),
    [({}, "What changed?"), ({"ai_model": "beta/beta-one"}, MOVE), ({"benchmark": "x"}, "What does performance cost?"),
     ({"w_in": "10"}, "What would we pay?"), ({"view": "what would we pay?"}, "What would we pay?")],
)
def test_an_address_leads_to_its_question(app, world_data, address, view):
    at = app(world_data, "pricing", **address)
    assert not at.exception
    assert at.segmented_control(key="view").value == view


def test_only_the_chosen_view_is_drawn(app, world_data, monkeypatch):
    asked = []
    real = Reader.view

    def view(self, name, **more):
        asked.append(name)
        return real(self, name, **more)

    frame._rows.cache_clear()
    monkeypatch.setattr(Reader, "view", view)
    app(world_data, "pricing", view=MOVE)
    assert "page.price_history" in asked
    assert not {"page.price_news", "page.performance_list", "page.workload_prices"} & set(asked)


def test_the_index_waits_for_three_of_a_size(app, world_data):
    assert "No price index here" in plain(app(world_data, "pricing", view=MOVE))


@pytest.fixture
def three_minis(tmp_path):
    """Three makers with a mid-size line each; one falls from 2 to 1.50 dollars, and a fourth line has no size."""
    store = Store.open(tmp_path)
    world.fill(store)
    told = world.prices()[0] | {"effective_from": None}
    models, rows = [], []
    for vendor, line, old, new in (("alpha", "flash", 1, 1), ("beta", "flash", 2, "1.5"), ("gamma", "sonnet", 9, 9), ("gamma", "zebra", 99, 99)):
        name = f"{line}-9"
        models.append({"ai_model_id": f"{vendor}/{name}", "vendor": vendor, "name": name, "line": f"{vendor} {line}", "line_order": 1, "aliases": []})
        for unit in ("input", "output"):
            for days, usd in ((40, old), (5, new)):
                rows.append(told | {
                    "price_id": f"{vendor}-{line}-{unit}-{days}", "price_key": f"{vendor}/{line}/{unit}", "vendor": vendor, "ai_model": name,
                    "unit": unit, "amount": Decimal(usd), "usd_per_mtok": Decimal(usd), "observed_at": world.NOW - timedelta(days=days),
                })
    store.insert("ai_model", models)
    store.insert("ai_model_name", [{"vendor": row["vendor"], "ai_model": row["name"], "ai_model_id": row["ai_model_id"]} for row in models])
    store.insert("price_point", rows)
    publish(store, world.NOW)
    store.close()
    return tmp_path


def test_the_index_is_the_median_of_blended_prices(app, three_minis):
    at = app(three_minis, "pricing", view=MOVE)
    assert "The median mid AI model costs 1.1 times what it did in March 2026" in plain(at)
    at.toggle(key="price_index_table").set_value(True).run()
    table = at.dataframe[-1].value
    # March: alpha-mini-1 at 0.6875, then 1, 2, 9. April: 1, 1.50, alpha-mini-2 at 1.6875, 9. "zebra" has no size.
    assert set(table["size"]) == {"mid"}
    assert "zebra-9" not in " ".join(table["names"])
    assert table["ai_models"].tolist() == [4, 4]
    assert table["usd_per_mtok"].round(4).tolist() == [1.5, 1.5938]


def test_two_names_of_one_ai_model_are_no_change(app, tmp_path):
    store = Store.open(tmp_path)
    world.fill(store)
    told = next(row for row in world.prices() if row["price_id"] == "price-6")
    store.insert("ai_model_name", [{"vendor": "beta", "ai_model": "beta-one for long prompts", "ai_model_id": "beta/beta-one"}])
    store.insert("price_point", [told | {
        "price_id": "long", "price_key": "long", "series_key": "long", "ai_model": "beta-one for long prompts",
        "amount": Decimal(24), "usd_per_mtok": Decimal(24),
    }])
    publish(store, world.NOW)
    store.close()
    at = app(tmp_path, "pricing", view=MOVE, ai_model=["beta/beta-one"], unit="Output")
    at.toggle(key="price_history_table").set_value(True).run()
    assert list(at.dataframe[0].value["usd_per_mtok"]) == [12.0]
