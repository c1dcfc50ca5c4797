"""The search index is filled from what is new alone, merged without loss, and emptied on demand."""

from __future__ import annotations

from collections import Counter

import pytest

from db.publish import publish
from db.reader import open_reader
from db.search import search
from db.store import Store
from ingest import indexing
from ingest.indexing import MOST_COUNT, count_terms, forget_index, index_pending
from tests import world


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    yield made
    made.close()


def developments(first, count, title="Note {n} on agents"):
    whole, _, _, _ = world.developments()
    return [
        {**whole[0], "development_id": f"more-{n:05d}", "title": title.format(n=n), "body": f"Item {n} says alpha."}
        for n in range(first, first + count)
    ]  # fmt: skip


def postings(store):
    """Term -> how often each item says it, whatever the segments."""
    found = {}
    for term, ordinals, counts in store.con.execute(
        "select term, ordinals, counts from core.search_posting"
    ).fetchall():
        for ordinal, count in zip(ordinals, counts, strict=True):
            assert (term, ordinal) not in found
            found[term, ordinal] = count
    return found


def named(store):
    ids = dict(store.con.execute("select ordinal, subject_id from core.search_item").fetchall())
    return {(term, ids[ordinal]): count for (term, ordinal), count in postings(store).items()}


def test_a_second_call_has_nothing_to_do(store):
    world.fill(store)
    assert index_pending(store)
    assert not index_pending(store)
    kept = store.con.execute(
        "select count(*), count(distinct subject_id), count(distinct ordinal) from core.search_item"
    )
    assert set(kept.fetchone()) == {len(world.developments()[0])}


def test_steps_give_the_same_index_as_one_go(store, tmp_path):
    for first in range(0, 90, 3):
        store.insert("development", developments(first, 3))
        index_pending(store)
    other = Store.open(tmp_path / "other")
    other.insert("development", developments(0, 90))
    index_pending(other)
    assert named(store) == named(other)
    other.close()


def test_small_segments_are_merged_and_sorted(store):
    for first in range(40):
        store.insert("development", developments(first, 1))
        index_pending(store)
    segments = store.con.execute("select segment, items from core.search_segment").fetchall()
    assert len(segments) < indexing.TOGETHER
    assert sum(items for _, items in segments) == 40
    lists = store.con.execute("select ordinals from core.search_posting where term = 'agent'").fetchall()
    assert all(row[0] == sorted(row[0]) for row in lists)
    assert Counter(o for row in lists for o in row[0]) == Counter(range(40))


def test_large_segments_stay_as_they_are(store, monkeypatch):
    monkeypatch.setattr(indexing, "SIZES", (1, 2, 4))
    for first in range(0, 100, 5):
        store.insert("development", developments(first, 5))
        index_pending(store)
    assert store.con.execute("select count(*) from core.search_segment").fetchone()[0] == 20


def test_a_batch_at_a_time(store, monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 7)
    world.fill(store)
    index_pending(store)
    assert store.con.execute("select sum(items), max(items) from core.search_segment").fetchone()[0] == len(
        world.developments()[0]
    )


def test_an_emptied_index_is_filled_again(store):
    world.fill(store)
    index_pending(store)
    before = named(store)
    forget_index(store)
    assert postings(store) == {}
    assert index_pending(store)
    assert named(store) == before


def test_a_repeated_word_is_capped_and_the_title_weighs_more():
    counts, length = count_terms("Price of price", "price " * 5000 + "once")
    assert counts["price"] == MOST_COUNT
    assert (counts["of"], counts["once"]) == (indexing.TITLE_COUNTS, 1)
    assert length == 5004
    assert count_terms(None, None) == ({}, 0)


def test_passages_stand_under_their_episode(store):
    world.fill(store)
    told = {"source_id": "beta-news", "document_id": "t" * 64, "ordinal": 0}
    title = world.HEADLINES[2][0]
    store.insert(
        "passage", [{**told, "passage_id": "p-1", "episode": title, "text": "An aside on kangaroos."}]
    )
    index_pending(store)
    store.insert(
        "passage", [{**told, "passage_id": "p-2", "episode": title, "text": "Kangaroos, kangaroos."}]
    )
    index_pending(store)
    publish(store, world.NOW, embedder="world")
    found = search(open_reader(store.files.data), "kangaroo", order="ranked")
    assert found.rows[["development_id", "passage_id"]].values.tolist() == [["dev-0002", "p-2"]]


def test_texts_of_any_kind_are_indexed(store):
    rows = developments(0, 4)
    rows[0] |= {"title": "", "body": None}
    rows[1] |= {"title": "x" * 100_000, "body": "word " * 200_000}
    rows[2] |= {"title": "价格 ‮ \x00 '; drop table", "body": "é" * 10_000}
    store.insert("development", rows)
    assert index_pending(store)
    assert store.con.execute("select count(*) from core.search_item").fetchone()[0] == 4
