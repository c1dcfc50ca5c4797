"""A passage leads to the page of its episode, else to where its transcript was read, and says when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.store import Store
from tests import world

READ = world.NOW - timedelta(days=2)


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    world.fill(made)
    made.insert("passage", [passage("p-1", "One"), passage("p-2", None), passage("p-3", "Two", document="u" * 64)])
    document = {"document_id": "t" * 64, "source_id": "beta-blog", "url": "https://beta.example/one.vtt", "bytes": 1}
    made.insert("document", [document | {"observed_at": READ, "run_id": "run-1"}])
    yield made
    made.close()


def passage(passage_id, episode, document="t" * 64):
    return {"passage_id": passage_id, "source_id": "beta-blog", "document_id": document, "episode": episode, "ordinal": 0,
            "published_at": None, "speaker": None, "starts_s": None, "text": "Words."}  # fmt: skip


def found(store):
    rows = store.con.execute("select passage_id, url, observed_at from passages order by passage_id").fetchall()
    return {row[0]: row[1:] for row in rows}


def test_without_a_page_of_the_episode_the_document_is_the_address(store):
    assert found(store) == {
        "p-1": ("https://beta.example/one.vtt", READ),
        "p-2": ("https://beta.example/one.vtt", READ),
        "p-3": (None, None),
    }


def test_the_page_of_the_episode_comes_first_and_each_passage_stays_one(store):
    episode = world.development(900, "One", "beta", world.NOW) | {"source_id": "beta-blog", "kind": "podcast"}
    again = world.development(901, "One", "beta", world.NOW) | {"source_id": "beta-blog", "kind": "podcast"}
    store.insert("development", [episode, again])
    rows = found(store)
    assert rows["p-1"] == (episode["url"], READ) and rows["p-2"][0] == "https://beta.example/one.vtt"
    assert store.con.execute("select count(*) from passages").fetchone() == (3,)
