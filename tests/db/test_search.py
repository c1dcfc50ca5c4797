"""Search of a snapshot: what words, phrases, minus and filters find, in which order, and what bad input is told."""

from __future__ import annotations

import gc
import weakref
from datetime import timedelta

import pytest

from db import migrate
from db.publish import publish
from db.reader import open_reader
from db.search import search, similar
from db.store import Store
from ingest.indexing import index_pending
from tests import world

HOSTILE = [
    "\ud800 price",
    "'; DROP TABLE core.development; --",
    "%",
    "_",
    "'",
    '"',
    "“",
    "\\",
    "-",
    "()",
    "*",
    "\x00",
    "‮",
    "vendor:",
    '-"',
    'vendor:"',
    "😀",
    "x" * 1_000_000,
    '"' * 1_000_000,
    "a-" * 500_000,
    "- " * 1000,
]


def passages():
    return [
        {"passage_id": f"p-{at}", "source_id": "beta-blog", "document_id": "t" * 64, "episode": episode, "ordinal": at,
         "published_at": world.NOW - timedelta(days=4), "speaker": "Host", "starts_s": 10.0 * at, "text": text}
        for at, (episode, text) in enumerate([
            ("Talk of the week", "We speak of the sandbox, and why a sandbox matters."),
            ("Talk of the week", "The sandbox again, at the end."),
        ])
    ]  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("searched")
    store = Store.open(folder)
    world.fill(store)
    store.insert("passage", passages())
    vectors = {
        "dev-0000": world.unit(1, 0),
        "dev-0001": world.unit(0.95, 0.2),
        "dev-0002": world.unit(0, 1),
        "dev-0003": world.unit(0.1, 1),
        "dev-0004": world.unit(0.5, 0.8),
        "dev-0005": world.unit(0, 0, 1),
    }
    store.insert(
        "embedding",
        [{"subject_id": key, "embedder": "world", "vector": vector} for key, vector in vectors.items()],
    )
    store.insert("embedding", [{"subject_id": "dev-0005", "embedder": "older", "vector": world.unit(1)}])
    store.insert("embedding", [{"subject_id": "dev-0006", "embedder": "world", "vector": [1.0, 0.0]}])
    index_pending(store)
    publish(store, world.NOW, embedder="world")
    store.close()
    return folder


@pytest.fixture(scope="module")
def reader(data):
    made = open_reader(data)
    yield made
    made.close()


def ids(found):
    return found.rows["development_id"].tolist()


def test_all_words_must_occur_newest_first(reader):
    found = search(reader, "runtime Desktop")
    assert ids(found) == ["dev-0003", "dev-0002"]
    assert found.total == 2
    assert found.rows["published_at"].is_monotonic_decreasing


def test_a_phrase_is_words_in_a_row(reader):
    assert ids(search(reader, '"desktop runtime"')) == ["dev-0003"]
    assert search(reader, '"runtime desktop"').total == 0
    assert ids(search(reader, "“Desktop Runtime”")) == ["dev-0003"]


def test_minus_takes_away_words_and_phrases(reader):
    assert "dev-0004" not in ids(search(reader, "runtime -sandbox"))
    assert ids(search(reader, 'runtime desktop -"desktop runtime"')) == ["dev-0002"]
    everything = search(reader, "", limit=1000)
    assert search(reader, "-alpha").total + search(reader, "alpha").total == everything.total


def test_filters_by_id_name_or_its_beginning(reader):
    for asked in ("vendor:beta", "vendor:BETA", "vendor:bet"):
        assert set(ids(search(reader, f"runtime {asked}"))) == {"dev-0002", "dev-0004"}
    assert set(ids(search(reader, "runtime -vendor:beta"))) == {"dev-0003"}
    assert (
        search(reader, "vendor:alpha vendor:beta").total
        == search(reader, "vendor:alpha").total + search(reader, "vendor:beta").total
    )
    assert ids(search(reader, 'source:"Gamma news" desktop')) == ["dev-0003"]
    assert search(reader, "kind:feed vendor:gamma theme:agents desktop").total == 1


def test_a_tag_that_is_not_shown_does_not_filter(reader):
    assert search(reader, "theme:society").total == 0
    assert search(reader, "theme:pricing").total > 1


def test_an_unknown_name_is_said_and_finds_nothing(reader):
    found = search(reader, "vendor:nobody runtime")
    assert found.total == 0
    assert found.remarks == ["No vendor here is called “nobody”."]


def test_plurals_cases_accents_and_versions_meet(reader):
    assert ids(search(reader, "RUNTIMES sandboxed")) == []
    assert "dev-0002" in ids(search(reader, "RÚNTIMES"))
    assert ids(search(reader, "runtime-1.4")) == ["dev-0004"]
    assert search(reader, "runtime 1.5").total == 0


def test_a_word_being_typed_finds_what_begins_so(reader):
    assert set(ids(search(reader, "runti"))) == {"dev-0002", "dev-0003", "dev-0004"}
    assert search(reader, "untime").total == 0


def test_ranked_puts_the_better_match_first(reader):
    found = search(reader, "sandbox runtime 1.4", order="ranked")
    assert ids(found)[0] == "dev-0004"
    scores = search(reader, "alpha", order="ranked", limit=50).rows["score"]
    assert scores.is_monotonic_decreasing and scores.iloc[0] > 0


def test_an_episode_is_found_by_its_best_passage_once(reader):
    found = search(reader, "sandbox", order="ranked")
    rows = found.rows[found.rows["development_id"].isna()]
    assert rows["passage_id"].tolist() == ["p-0"]
    assert found.total == 2


def test_pages_of_results_go_on_without_overlap(reader):
    whole = ids(search(reader, "note", limit=40))
    assert ids(search(reader, "note", limit=15)) + ids(search(reader, "note", limit=25, offset=15)) == whole
    ranked = ids(search(reader, "note", order="ranked", limit=40))
    assert ids(search(reader, "note", order="ranked", limit=10, offset=30)) == ranked[30:]


def test_the_same_words_as_a_plain_scan(reader):
    cursor = reader._con.cursor()
    for word in ("alpha", "beta", "price", "chip", "said"):
        scan = cursor.execute(
            "select count(*) from core.development where regexp_matches(title || ' ' || body, '(?i)\\b' || ? || 's?\\b')", [word]
        ).fetchone()[0]  # fmt: skip
        assert search(reader, word).total == scan, word


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("order", ["newest", "ranked"])
def test_hostile_text_gives_rows_or_a_sentence(reader, text, order):
    found = search(reader, text, order=order)
    assert len(found.rows) or found.remarks or found.total == 0
    assert all(len(remark) < 200 and remark.isprintable() for remark in found.remarks)
    assert search(reader, "").total > 50


def test_meaning_finds_what_shares_no_word(reader):
    found = search(reader, "cost", vector=world.unit(1, 0.1), mode="meaning", order="ranked")
    assert ids(found)[:2] == ["dev-0000", "dev-0001"]
    assert "dev-0005" not in ids(found), "nothing below the floor, nor of another embedder"
    assert found.rows["score"].iloc[0] == pytest.approx(0.995, abs=0.01)


def test_meaning_obeys_filters_and_minus(reader):
    asked = {"vector": world.unit(1, 0.1), "mode": "meaning", "order": "ranked"}
    assert ids(search(reader, "cost vendor:gamma", **asked)) == ["dev-0001"]
    assert "dev-0000" not in ids(search(reader, "cost -raises", **asked))
    assert "dev-0000" not in ids(search(reader, 'cost -"raises the price"', **asked))


def test_both_put_first_what_words_and_meaning_agree_on(reader):
    found = search(reader, "desktop runtime", vector=world.unit(0, 1), mode="both", order="ranked")
    assert set(ids(found)[:2]) == {"dev-0002", "dev-0003"}
    assert ids(found)[2] == "dev-0004", "near in meaning, though it says no desktop"
    newest = search(reader, "runtime", vector=world.unit(0, 1), mode="both", order="newest")
    assert newest.rows["published_at"].is_monotonic_decreasing


def test_without_a_vector_the_words_are_searched_and_it_says_so(reader):
    found = search(reader, "sandbox", mode="both")
    assert found.total == 2 and "words alone" in found.remarks[0]


def test_more_like_this_leaves_out_its_own_story(reader):
    assert ids(similar(reader, "dev-0000")) == ["dev-0004"]
    assert similar(reader, "dev-0050").remarks
    assert similar(reader, "'; drop").rows.empty


def test_a_snapshot_without_an_index_says_so(tmp_path):
    reader = open_reader(world.empty(tmp_path))
    assert search(reader, "alpha").total == 0 and search(reader, "").total == 0
    reader._con.close()


def test_an_older_snapshot_says_that_the_index_is_to_come(tmp_path, monkeypatch):
    known = migrate.pending
    monkeypatch.setattr(
        "db.migrate.pending", lambda applied: [one for one in known(applied) if "search_item" not in one[1]]
    )
    reader = open_reader(world.published(tmp_path))
    found = search(reader, "alpha")
    assert found.rows.empty and "next pass" in found.remarks[0]
    assert "next pass" in similar(reader, "dev-0000").remarks[0]


def test_a_reader_that_is_let_go_takes_its_index_along(data):
    reader = open_reader(data)
    search(reader, "alpha")
    gone = weakref.ref(reader)
    del reader
    gc.collect()
    assert gone() is None


def test_more_than_are_fused_are_not_counted(reader, monkeypatch):
    monkeypatch.setattr("db.search.FUSED", 5)
    found = search(reader, "note", vector=world.unit(1), mode="both", order="ranked", limit=50)
    assert found.total is None and len(found.rows) >= 5
