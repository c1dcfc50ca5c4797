"""Who tells anything: the vendors and sources that the filters of the stream offer, and stories of several sources."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from db.store import Store
from ingest.sources import load
from tests import world
from tests.world_rows import development


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    made = Store.open(tmp_path_factory.mktemp("tellers") / "data")
    world.fill(made)
    passage = {"passage_id": "p-1", "source_id": "catalogue", "document_id": "t" * 64, "episode": "Talk", "ordinal": 0,
               "published_at": world.NOW, "speaker": None, "starts_s": None, "text": "Words."}  # fmt: skip
    made.insert("passage", [passage])
    yield made
    made.close()


def test_a_teller_has_a_development_or_a_passage(store):
    told = {row[0] for row in store.con.execute("select source_id from page.tellers").fetchall()}
    assert told == {row[0] for row in store.con.execute("select distinct source_id from core.development").fetchall()} | {"catalogue"}
    silent = store.con.execute("select count(*) from core.source where source_id not in (select source_id from page.tellers)").fetchone()
    assert silent[0] > 0


def test_each_teller_is_there_once_with_its_names(store):
    rows, different, unnamed = store.con.execute(
        "select count(*), count(distinct (vendor, source_id)), count(*) filter (vendor_name is null or source_title is null) from page.tellers"
    ).fetchone()
    assert rows == different and unnamed == 0


def test_who_only_publishes_has_a_name_and_is_no_company(store):
    told = development(999, "Talk of the week", "latent-space", world.NOW)
    store.insert("development", [told])
    asked = f"select vendor_name from page.development_list where development_id = '{told['development_id']}'"
    assert store.con.execute(asked).fetchall() == [("Latent Space",)]
    assert store.con.execute("select * from core.company where company = 'latent-space'").fetchall() == []
    twice = "select vendor from core.vendor_named group by vendor having count(*) > 1"
    assert store.con.execute(twice).fetchall() == []


@pytest.mark.parametrize("file", ["sources.toml", "starter/sources.toml"])
def test_every_vendor_of_the_shipped_sources_has_a_name(store, file):
    vendors = {source.vendor for source in load(Path(ingest.__file__).parent / file).sources}
    known = {row[0] for row in store.con.execute("select vendor from core.vendor_named").fetchall()}
    assert vendors - known == set()


def test_several_means_more_than_one_source(store):
    assert store.con.execute("select count(*) from page.story_list where several <> (told_by > 1)").fetchone() == (0,)
    assert store.con.execute("select count(distinct several) from page.story_list").fetchone() == (2,)
