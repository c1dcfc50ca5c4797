"""Fills the index that search reads: what is new becomes a segment, small segments are merged."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime
from typing import Any, NamedTuple

from db.search_words import begins, terms_of
from db.store import Row, Store

BATCH = 4000
TITLE_COUNTS = 3  # a word of the title weighs as much as this many in the text
MOST_COUNT = 255  # said 500 times, a word counts no more
TOGETHER = 8  # so many segments of one size become one
SIZES = (512, 4096, 32_768)  # a segment above the last stays as it is: the cost of a new item is bounded
TABLES = ("search_item", "search_posting", "search_segment")


class Subject(NamedTuple):
    """A development or a passage that the index lacks."""

    subject_id: str
    passage: bool
    vendor: str | None
    kind: str | None
    source_id: str
    published_at: datetime | None
    title: str | None
    text: str | None
    document_id: str | None
    episode: str | None


def index_pending(store: Store) -> bool:
    """Indexes what is not indexed yet; true where there was something."""
    done = False
    while store.rows("search_behind")[0][0]:
        subjects = _lacking(store)
        if not subjects:
            break
        with store.transaction():
            _add_segment(store, subjects)
            _merge(store)
        done = True
    return done


def forget_index(store: Store) -> None:
    """Empties the index, for texts that were read anew; the next pass fills it."""
    with store.transaction():
        for table in TABLES:
            store.run("empty_table", table=table)


def _lacking(store: Store) -> list[Subject]:
    """A batch of what the index lacks: developments before passages, so that an episode comes before its talk."""
    places = {row[0]: place for place, row in enumerate(store.rows("search_unindexed", [BATCH]))}
    found = [Subject(*row) for row in store.rows("search_subjects", [list(places)])] if places else []
    return sorted(found, key=lambda one: places[one.subject_id])


def _add_segment(store: Store, subjects: list[Subject]) -> None:
    first, segment = store.rows("search_next")[0]
    postings: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    threads: dict[str, int] = {}
    items: list[Row] = []
    for ordinal, one in enumerate(subjects, start=first):
        counts, length = count_terms(one.title, one.text)
        for term, count in counts.items():
            ordinals, weights = postings[term]
            ordinals.append(ordinal)
            weights.append(count)
        items.append(_item(one, ordinal, _thread(store, one, ordinal, threads), length))
    store.insert("search_item", items)
    store.insert(
        "search_posting",
        [
            {
                "segment": segment,
                "begins": begins(term)[0],
                "term": term,
                "ordinals": ordinals,
                "counts": weights,
            }
            for term, (ordinals, weights) in sorted(postings.items())
        ],
    )
    store.insert("search_segment", [{"segment": segment, "items": len(subjects)}])


def count_terms(title: str | None, text: str | None) -> tuple[dict[str, int], int]:
    """(weight of each term, length of the whole) for one subject."""
    head, body = terms_of(title), terms_of(text)
    counts = Counter(body)
    for term in head:
        counts[term] += TITLE_COUNTS
    return {term: min(count, MOST_COUNT) for term, count in counts.items()}, len(head) + len(body)


def _item(one: Subject, ordinal: int, thread: int, length: int) -> Row:
    return {
        "ordinal": ordinal,
        "subject_id": one.subject_id,
        "passage": one.passage,
        "thread": thread,
        "vendor": one.vendor,
        "kind": one.kind,
        "source_id": one.source_id,
        "published_at": one.published_at,
        "length": length,
    }


def _thread(store: Store, one: Subject, ordinal: int, threads: dict[str, int]) -> int:
    """The item that stands for it in a list of results: its episode, else the first passage of its transcript."""
    if not one.passage or one.document_id is None:
        if one.title:
            threads.setdefault(f"{one.source_id}\n{one.title}", ordinal)
        return ordinal
    if one.document_id not in threads:
        known: list[tuple[Any, ...]] = store.rows(
            "search_thread", [one.source_id, one.episode, one.document_id]
        )
        here = threads.get(f"{one.source_id}\n{one.episode}", ordinal)
        threads[one.document_id] = here if known[0][0] is None else known[0][0]
    return threads[one.document_id]


def _merge(store: Store) -> None:
    """Puts segments of one size together, as long as there are enough of them."""
    while group := _crowd(store.rows("search_segments")):
        segment = store.rows("search_next")[0][1]
        numbers = [number for number, _ in group]
        store.run("search_merge", [segment, numbers])
        for table in ("search_posting", "search_segment"):
            store.run("search_forget", [numbers], table=table)
        store.insert("search_segment", [{"segment": segment, "items": sum(items for _, items in group)}])


def _crowd(segments: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    lower = 0
    for upper in SIZES:
        group = [row for row in segments if lower < row[1] <= upper]
        if len(group) >= TOGETHER:
            return group
        lower = upper
    return []
