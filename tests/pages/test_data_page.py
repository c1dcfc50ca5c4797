"""The data page: a dictionary from the catalogue, downloads, and example queries that run."""

from __future__ import annotations

from pathlib import Path

import pytest

from db.reader import open_reader
from tests.pages.conftest import MAIN

QUERIES = sorted((MAIN.parents[1] / "db" / "queries").glob("*.sql"))


def test_every_public_view_is_in_the_dictionary(app, world_data):
    at = app(world_data, "data")
    names = at.selectbox(key="view").options
    assert {"developments", "prices", "price_steps", "snapshot_info"} <= set(names)
    assert not [name for name in names if "." in name]


def test_columns_have_a_meaning(app, world_data):
    table = app(world_data, "data", view="price_latest").dataframe[0].value
    assert table["comment"].str.len().gt(3).all()


def test_first_rows_open_on_request(app, world_data):
    at = app(world_data, "data")
    assert len(at.dataframe) == 1


def test_there_are_ten_questions():
    assert len(QUERIES) >= 10


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_an_example_query_asks_a_question_and_answers_it(path: Path, world_data, empty_data):
    first = path.read_text(encoding="utf-8").splitlines()[0]
    assert first.startswith("-- ") and first.endswith("?")
    answer = open_reader(world_data).query(path)
    assert len(answer.columns) >= 2
    assert len(open_reader(empty_data).query(path)) <= 20


@pytest.mark.parametrize("stem", ["01", "02", "04", "06", "07", "08", "09", "10"])
def test_an_example_query_finds_the_worlds_facts(stem, world_data):
    path = next(path for path in QUERIES if path.stem.startswith(stem))
    assert len(open_reader(world_data).query(path)) > 0


@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
def test_downloads_hold_bytes(form, world_data):
    assert len(open_reader(world_data).download("developments", form)) > 500
