"""The search index of one snapshot at work: which items hold a question's words, and how well each answers it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from weakref import WeakKeyDictionary, proxy

import numpy as np
import numpy.typing as npt

from db.reader import Reader
from db.search_words import Filter, Phrase, Query, begins, holds, shown, terms_of
from db.statements import statement

Ordinals = npt.NDArray[np.int32]
Scores = npt.NDArray[np.float64]
K1, B = 1.2, 0.75
FUSE = 60  # the usual constant of reciprocal rank fusion
COLUMNS = {"vendor": "vendor", "kind": "kind", "source": "source_id"}
_indexes: WeakKeyDictionary[Reader, Index] = WeakKeyDictionary()


def index_of(reader: Reader) -> Index:
    """The index of the reader's snapshot, kept as long as the reader. Raises duckdb.CatalogException without one."""
    found = _indexes.get(reader)
    if found is None:
        found = _indexes[reader] = Index(reader)
    return found


@dataclass(frozen=True, slots=True)
class Matches:
    """Items that hold all words, with their BM25 scores; `loose` where phrases are still to be checked in the texts."""

    ordinals: Ordinals
    scores: Scores
    loose: bool = False


class Index:
    """What is kept of a snapshot's index: 16 bytes an item, and the names that filters may use."""

    def __init__(self, reader: Reader) -> None:
        self._reader = proxy(reader)  # a reader that nobody uses any more must not live on for its index
        found = self._columns("search_items")
        ordinals = found["ordinal"]
        self.size = int(ordinals.max()) + 1 if len(ordinals) else 0
        self.items = np.sort(ordinals)
        self.threads = np.full(self.size, -1, dtype=np.int32)
        self.threads[ordinals] = found["thread"]
        lengths = np.ones(self.size)
        lengths[ordinals] = found["length"]
        usual = max(float(lengths.mean()), 1.0) if self.size else 1.0
        self._damping = (K1 * (1 - B + B * lengths / usual)).astype(np.float32)
        self.age = np.full(self.size, self.size, dtype=np.int32)
        moments = np.ma.filled(found["moment"], np.iinfo(np.int64).min)
        newest = np.lexsort((ordinals, -moments.astype(np.float64)))
        self.age[ordinals[newest]] = np.arange(len(ordinals), dtype=np.int32)

    def ask(self, name: str, values: Sequence[Any] = (), **names: str) -> Any:
        """A cursor with the answer of one statement; values are bound, names come from this module."""
        text = statement(name)
        for key, value in names.items():
            text = text.replace(f"{{{key}}}", value)
        return self._reader._con.cursor().execute(text, list(values))

    def _columns(self, name: str, values: Sequence[Any] = (), **names: str) -> dict[str, Any]:
        found: dict[str, Any] = self.ask(name, values, **names).fetchnumpy()
        return found

    @cached_property
    def _names(self) -> dict[str, dict[str, set[str]]]:
        """Field -> lower name or id -> ids."""
        names: dict[str, dict[str, set[str]]] = {}
        for field, key, name in self.ask("search_names").fetchall():
            names.setdefault(field, {}).setdefault(name.lower().replace("_", " "), set()).add(key)
        return names

    def matching(self, query: Query) -> Matches:
        """All items that hold every word and no unwanted one, whatever the filters."""
        parts = [self.postings(term) for phrase in query.words for term in phrase]
        if not parts:
            return self._without(self.items, np.zeros(len(self.items)), query)
        rarest = min(parts, key=lambda part: len(part[0]))[0]
        for ordinals, _ in sorted(parts, key=lambda part: len(part[0])):
            rarest = rarest if ordinals is rarest else rarest[_among(rarest, ordinals)]
        scores = np.zeros(len(rarest))
        for ordinals, counts in parts:
            places = np.searchsorted(ordinals, rarest)
            scores += self._weight(rarest, counts[places] if len(rarest) else counts[:0], len(ordinals))
        return self._without(rarest, scores, query)

    def _without(self, ordinals: Ordinals, scores: Scores, query: Query) -> Matches:
        loose = any(len(phrase) > 1 for phrase in (*query.words, *query.without))
        for phrase in query.without:
            if len(phrase) == 1:
                keep = ~_among(ordinals, self.postings(phrase[0], begun=False)[0])
                ordinals, scores = ordinals[keep], scores[keep]
        return Matches(ordinals, scores, loose)

    def _weight(self, ordinals: Ordinals, counts: npt.NDArray[Any], holding: int) -> Scores:
        """BM25 of one term."""
        rarity = np.log(1 + (len(self.items) - holding + 0.5) / (holding + 0.5))
        often = counts.astype(np.float64)
        weight: Scores = rarity * often * (K1 + 1) / (often + self._damping[ordinals])
        return weight

    def postings(self, term: str, begun: bool = True) -> tuple[Ordinals, npt.NDArray[Any]]:
        """(items in order, weight in each) of a term; where no item has it, of the terms that begin so."""
        low, high = begins(term)
        found = self.ask("search_term", [low, term]).to_arrow_table()
        if not len(found) and begun and len(term) > 1:
            found = self.ask("search_prefix", [low, high, term]).to_arrow_table()
        if not len(found):
            return np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.int16)
        ordinals, counts = (_flat(found.column(name)) for name in ("ordinals", "counts"))
        if len(ordinals) > 1 and not (ordinals[1:] > ordinals[:-1]).all():
            ordinals, first = np.unique(ordinals, return_index=True)
            counts = counts[first]
        return ordinals, counts

    def allowed(self, filters: Sequence[Filter], remarks: list[str]) -> npt.NDArray[np.bool_] | None:
        """Which items the filters let through, null where there are none; filters of one field add up."""
        mask: npt.NDArray[np.bool_] | None = None
        for field in dict.fromkeys((one.field, one.wanted) for one in filters):
            asked = [one for one in filters if (one.field, one.wanted) == field]
            inside = np.zeros(self.size, dtype=bool)
            inside[self._inside(field[0], [one.value for one in asked], remarks)] = True
            inside = inside if field[1] else ~inside
            mask = inside if mask is None else mask & inside
        return mask

    def _inside(self, field: str, values: Sequence[str], remarks: list[str]) -> Ordinals:
        ids: set[str] = set()
        for value in values:
            known = self._named(field, value.lower().replace("_", " "))
            if not known:
                remarks.append(f"No {field} here is called “{shown(value)}”.")
            ids |= known
        if field == "theme":
            found = self._columns("search_themed", [sorted(ids)])
        elif field == "vendor" and self._reader.has("corrections"):
            found = self._columns("search_of_vendor", [sorted(ids)])
        else:
            found = self._columns("search_of", [sorted(ids)], column=COLUMNS[field])
        ordinals: Ordinals = found["ordinal"]
        return ordinals

    def _named(self, field: str, value: str) -> set[str]:
        names = self._names.get(field, {})
        if value in names:
            return names[value]
        return {key for name, keys in names.items() if name.startswith(value) for key in keys}

    def checked(self, ordinals: Ordinals, query: Query) -> Ordinals:
        """Those of the items whose title or text holds each phrase of the question, in the order given."""
        wanted = [phrase for phrase in query.words if len(phrase) > 1]
        unwanted = [phrase for phrase in query.without if len(phrase) > 1]
        good = set()
        for ordinal, *texts in self.ask("search_texts", [ordinals.tolist()]).fetchall():
            said = [terms_of(text) for text in texts]
            if all(_said(said, one) for one in wanted) and not any(_said(said, one) for one in unwanted):
                good.add(ordinal)
        return ordinals[[ordinal in good for ordinal in ordinals.tolist()]]

    def near(self, vector: Sequence[float] | npt.NDArray[np.float32], most: int) -> tuple[Ordinals, Scores]:
        """The developments whose vectors are nearest, best first, with the cosine of each."""
        found = self._columns("search_near", [[float(x) for x in vector], len(vector), most])
        order = np.argsort(-found["score"], kind="stable")
        return found["ordinal"][order], found["score"][order].astype(np.float64)


def fuse(*rankings: Ordinals) -> tuple[Ordinals, Scores]:
    """Several rankings, each best first, as one: by the sum of 1 / (60 + rank)."""
    everything = np.concatenate(rankings)
    weights = np.concatenate([1.0 / (FUSE + 1 + np.arange(len(ranking))) for ranking in rankings])
    ordinals, where = np.unique(everything, return_inverse=True)
    scores = np.bincount(where, weights=weights, minlength=len(ordinals))
    order = np.argsort(-scores, kind="stable")
    return ordinals[order], scores[order].astype(np.float64)


def _said(texts: Sequence[Sequence[str]], phrase: Phrase) -> bool:
    return any(holds(terms, phrase) for terms in texts)


def _among(ordinals: Ordinals, others: Ordinals) -> npt.NDArray[np.bool_]:
    """Which of the ordinals are among the others; both are in order."""
    if not len(others):
        return np.zeros(len(ordinals), dtype=bool)
    places = np.minimum(np.searchsorted(others, ordinals), len(others) - 1)
    same: npt.NDArray[np.bool_] = others[places] == ordinals
    return same


def _flat(column: Any) -> npt.NDArray[Any]:
    """All values of a column of lists, one after the other."""
    return np.concatenate([chunk.flatten().to_numpy(zero_copy_only=False) for chunk in column.chunks])
