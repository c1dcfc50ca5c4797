"""Answers a search from a snapshot: by words, by meaning or by both, and what is like a development."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import numpy.typing as npt
import pandas as pd

from db.reader import Reader
from db.search_index import Index, Matches, Ordinals, Scores, fuse, index_of
from db.search_words import Query, parse, snippet

__all__ = ["Found", "Query", "parse", "search", "similar", "snippet"]

Vector = Sequence[float] | npt.NDArray[np.float32]
COLUMNS = ["development_id", "passage_id", "published_at", "score"]
FUSED = 200  # of each ranking, when both are put together
NEAREST = 100  # what lies further away is no answer
NEAR = 0.25  # cosine below which texts have nothing to do with each other
NEAR_BEST = 0.6  # and below this share of the best one's: what is merely in the same field
CHECKED = 2000  # texts read for one phrase
MODES = ("words", "meaning", "both")
NO_INDEX = "This snapshot has no search index yet; the next pass of the collector makes it."
NO_MEANING = "Searching by meaning is not ready on this machine, so the words alone were searched."


@dataclass(slots=True)
class Found:
    """Rows (development_id or null, passage_id or null, published_at, score), how many in all, what to say."""

    rows: pd.DataFrame
    total: int | None
    remarks: list[str] = field(default_factory=list)
    query: Query = field(default_factory=Query)


def search(
    reader: Reader,
    text: str,
    *,
    vector: Vector | None = None,
    mode: str = "words",
    order: str = "newest",
    limit: int = 25,
    offset: int = 0,
) -> Found:
    """One row a development, or an episode by its best passage; `order` is newest or ranked.

    `vector` is that of `parse(text).plain`, for the modes meaning and both; a total that was not counted is null.
    """
    if mode not in MODES or order not in ("newest", "ranked"):
        raise ValueError(f"mode is one of {', '.join(MODES)}, order is newest or ranked")
    query = parse(text)
    remarks = list(query.remarks)
    try:
        index = index_of(reader)
    except duckdb.CatalogException:
        return Found(_no_rows(), 0, [*remarks, NO_INDEX], query)
    if query.asks_nothing and text.strip():
        return Found(_no_rows(), 0, remarks, query)
    if mode != "words" and query.plain and vector is None:
        remarks.append(NO_MEANING)
    by_meaning = mode != "words" and bool(query.plain)
    mask = index.allowed(query.filters, remarks)
    ranked = order == "ranked" and bool(query.words)
    if vector is None or not by_meaning:
        ordinals, scores, total = _by_words(index, query, mask, ranked, limit + offset)
    else:
        ordinals, scores, total = _by_meaning(index, query, mask, vector, mode == "both")
        if order == "newest":
            newest = np.argsort(index.age[ordinals], kind="stable")
            ordinals, scores = ordinals[newest], scores[newest]
    page = slice(offset, offset + limit)
    return Found(_rows(index, ordinals[page], scores[page]), total, remarks, query)


def similar(reader: Reader, development_id: str, limit: int = 6) -> Found:
    """What other stories tell that is near to a development in meaning, nearest first."""
    try:
        index = index_of(reader)
    except duckdb.CatalogException:
        return Found(_no_rows(), 0, [NO_INDEX])
    known = index.ask("search_vector", [development_id]).fetchone()
    if known is None:
        return Found(_no_rows(), 0, ["It has no place among the meanings yet; the next pass gives it one."])
    told = index.ask("search_siblings", [development_id]).fetchnumpy()["ordinal"]
    ordinals, scores = index.near(known[0], limit + len(told))
    keep = ~np.isin(ordinals, told) & (scores >= NEAR)
    ordinals, scores = ordinals[keep][:limit], scores[keep][:limit]
    return Found(_rows(index, ordinals, scores), len(ordinals))


def _by_words(
    index: Index, query: Query, mask: npt.NDArray[np.bool_] | None, ranked: bool, wanted: int
) -> tuple[Ordinals, Scores, int | None]:
    """(items best or newest first, one a thread, their scores, how many in all or null)."""
    found = _masked(index.matching(query), mask)
    total: int | None
    ordinals, total = _first(index, found, ranked, CHECKED if found.loose else wanted)
    if found.loose:
        ordinals, total = _checked(index, ordinals, query, wanted, total)
    places = np.searchsorted(found.ordinals, ordinals)
    return ordinals, found.scores[places], total


def _masked(found: Matches, mask: npt.NDArray[np.bool_] | None) -> Matches:
    if mask is None:
        return found
    keep = mask[found.ordinals]
    return Matches(found.ordinals[keep], found.scores[keep], found.loose)


def _first(index: Index, found: Matches, ranked: bool, wanted: int) -> tuple[Ordinals, int]:
    """The first `wanted` threads, each by its first item, and how many threads there are."""
    key = -found.scores if ranked else index.age[found.ordinals]
    ordinals = found.ordinals
    threads = index.threads[ordinals]
    single = bool((threads == ordinals).all())
    if single and len(ordinals) > 4 * wanted:
        # Equal scores are settled by age, so all that equal the last one come along.
        edge = np.partition(key, wanted)[wanted]
        near = key <= edge
        ordered = ordinals[near][_order(key[near], index.age[ordinals[near]])]
        return ordered[:wanted], len(ordinals)
    ordered = ordinals[_order(key, index.age[ordinals])]
    if not single:
        _, first = np.unique(index.threads[ordered], return_index=True)
        ordered = ordered[np.sort(first)]
    return ordered[:wanted], len(ordered)


def _order(key: npt.NDArray[np.generic], age: Ordinals) -> npt.NDArray[np.intp]:
    return np.lexsort((age, key))


def _checked(
    index: Index, ordinals: Ordinals, query: Query, wanted: int, most: int
) -> tuple[Ordinals, int | None]:
    """Reads texts in growing steps until enough of them hold the phrases."""
    kept: list[Ordinals] = []
    at, step = 0, max(300, 2 * wanted)
    while at < len(ordinals) and sum(map(len, kept)) < wanted:
        kept.append(index.checked(ordinals[at : at + step], query))
        at, step = at + step, step * 4
    good = np.concatenate(kept) if kept else ordinals[:0]
    return good, len(good) if at >= most else None


def _by_meaning(
    index: Index,
    query: Query,
    mask: npt.NDArray[np.bool_] | None,
    vector: Vector,
    both: bool,
) -> tuple[Ordinals, Scores, int | None]:
    """What is near, best first; with `both` fused with the best by words, and then not counted where there are more."""
    narrowed = mask is not None or bool(query.without)
    ordinals, scores = index.near(vector, index.size if narrowed else NEAREST)
    keep = scores >= NEAR
    if mask is not None:
        keep &= mask[ordinals]
    if query.without:
        rest = index.matching(Query(without=query.without))
        keep &= np.isin(ordinals, rest.ordinals)
    ordinals, scores = ordinals[keep][:NEAREST], scores[keep][:NEAREST]
    close = scores >= NEAR_BEST * scores.max(initial=0.0)
    ordinals, scores = ordinals[close], scores[close]
    if any(len(phrase) > 1 for phrase in query.without):
        good = np.isin(ordinals, index.checked(ordinals, Query(without=query.without)))
        ordinals, scores = ordinals[good], scores[good]
    if not both:
        return ordinals, scores, len(ordinals)
    words, _, counted = _by_words(index, query, mask, True, FUSED)
    ordinals, scores = _one_a_thread(index, *fuse(words, ordinals))
    return ordinals, scores, len(ordinals) if counted is not None and counted <= FUSED else None


def _one_a_thread(index: Index, ordinals: Ordinals, scores: Scores) -> tuple[Ordinals, Scores]:
    _, first = np.unique(index.threads[ordinals], return_index=True)
    kept = np.sort(first)
    return ordinals[kept], scores[kept]


def _rows(index: Index, ordinals: Ordinals, scores: Scores) -> pd.DataFrame:
    if not len(ordinals):
        return _no_rows()
    pairs = list(zip(ordinals.tolist(), index.threads[ordinals].tolist(), strict=True))
    asked = sorted({ordinal for pair in pairs for ordinal in pair})
    told = {row[0]: row[1:] for row in index.ask("search_rows", [asked]).fetchall()}
    return pd.DataFrame(
        {
            "development_id": [None if told[thread][1] else told[thread][0] for _, thread in pairs],
            "passage_id": [told[ordinal][0] if told[ordinal][1] else None for ordinal, _ in pairs],
            "published_at": pd.to_datetime([told[ordinal][2] for ordinal, _ in pairs], utc=True),
            "score": scores,
        }
    )


def _no_rows() -> pd.DataFrame:
    return pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS})
