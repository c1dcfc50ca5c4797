"""Questions to a snapshot: bound values, checked names, safe downloads."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import duckdb
import pyarrow.parquet as pq
import pytest

from db.publish import publish
from db.reader import ROW_CAP, ViewMissing, open_reader
from db.store import Store
from tests import world


@pytest.fixture(scope="module")
def reader(world_data):
    made = open_reader(world_data)
    yield made
    made.close()


def test_filters_are_bound_and_combined(reader):
    rows = reader.view(
        "developments",
        columns=["title", "vendor"],
        where={"vendor": ["alpha", "beta"]},
        since=("published_at", world.NOW - timedelta(days=3)),
        until=("published_at", world.NOW),
        order="published_at desc",
    )
    assert set(rows["vendor"]) == {"alpha", "beta"}
    assert rows.iloc[0]["title"] == "Alpha raises the price of Alpha Mini 2"


@pytest.mark.parametrize("text", ["'; drop view developments; --", "%", "_", "'", '"', "\\", "x" * 1_000_000])
def test_hostile_searches_are_only_text(reader, text):
    assert reader.count("developments", contains=(["title", "body"], text)) == 0


def test_words_are_found_whatever_their_case(reader):
    assert reader.count("developments", contains=(["title"], "DESKTOP")) == 2


@pytest.mark.parametrize(
    "name", ["nonsense", "core.development", "developments; drop table x", "duckdb_settings()"]
)
def test_unknown_views_are_refused(reader, name):
    with pytest.raises(ViewMissing):
        reader.view(name)


def test_unknown_columns_and_orders_are_refused(reader):
    with pytest.raises(ViewMissing):
        reader.view("developments", where={"nonsense": 1})
    with pytest.raises(ValueError, match="no order"):
        reader.view("developments", order="title; drop view developments")


def test_no_question_returns_more_than_the_cap(reader):
    assert ROW_CAP == 20_000
    assert len(reader.view("developments", limit=10**9)) <= ROW_CAP


def test_the_snapshot_reaches_no_file_and_no_network(reader):
    with pytest.raises(duckdb.Error):
        reader._con.cursor().execute("select * from read_text('/etc/hostname')")
    with pytest.raises(duckdb.Error):
        reader._con.cursor().execute("set enable_external_access = true")


@pytest.mark.parametrize(
    "title", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")']
)
def test_downloads_run_no_formula(tmp_path, title):
    store = Store.open(tmp_path)
    row = world.development(1, "x", "alpha", world.NOW) | {"title": title}
    store.insert("source", world.sources())
    store.insert("development", [row])
    publish(store, world.NOW)
    store.close()
    made = open_reader(tmp_path)
    cells = list(csv.DictReader(io.StringIO(made.download("developments", "csv").decode(), newline="")))
    assert cells[0]["title"].startswith("'")
    assert made.download("developments", "xlsx")[:2] == b"PK"
    assert pq.read_table(io.BytesIO(made.download("developments", "parquet"))).num_rows == 1


def test_every_view_can_be_downloaded(reader):
    for name in sorted(set(reader.catalogue()["view"])):
        assert reader.download(name, "csv")


def test_nothing_published_is_no_reader(tmp_path):
    assert open_reader(tmp_path) is None


def test_a_snapshot_of_an_older_sextant_can_be_read(tmp_path):
    data = world.published(tmp_path)
    store = Store.open(data)
    store.con.execute("drop view page.week_list")
    store.con.execute("create or replace view developments as select development_id, title from core.development")
    publish(store, world.NOW)
    store.close()
    made = open_reader(data)
    assert made.view("page.week_list").empty
    assert "developments" in made.view("page.week_list").columns
    rows = made.view("developments", where={"vendor": None}, order="published_at desc, title", limit=3)
    assert len(rows) == 3
    assert rows["vendor"].isna().all()
    assert made.count("developments", where={"vendor": "alpha"}) == 0
