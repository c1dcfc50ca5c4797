"""Who tells anything: the vendors and sources that the filters of the stream offer, and stories of several sources."""

from __future__ import annotations

import pytest

from db.store import Store
from tests import world


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


def test_several_means_more_than_one_source(store):
    assert store.con.execute("select count(*) from page.story_list where several <> (told_by > 1)").fetchone() == (0,)
    assert store.con.execute("select count(distinct several) from page.story_list").fetchone() == (2,)
