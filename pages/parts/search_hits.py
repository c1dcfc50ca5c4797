"""What a search finds in the snapshot on the screen, narrowed to a period or to one hit a story."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import pandas as pd

from db.search import Found, Query, parse, search, similar, snippet
from models.search import query_vector
from pages.parts import evidence, frame, shown
from pages.parts.search_box import Asked

MOST = 300
LONGEST_TITLE = 200
PASSAGE = ["passage_id", "source_id", "document_id", "episode", "published_at", "speaker", "starts_s", "text", "url",
           "observed_at"]  # fmt: skip
UNREAD = "This snapshot has no search index yet, so titles and texts that hold the words as typed are listed."
CROWDED = "Only the first of these filters fit beside a search; take some away to use the others."

Pieces = list[tuple[str, bool]]


@dataclass(slots=True)
class Hit:
    """One result: a development, a passage of a transcript, or a development by its best passage.

    `title` is its title and `pieces` the stretch that answers, each with its hits marked.
    """

    development: pd.Series | None
    passage: pd.Series | None
    title: Pieces
    pieces: Pieces


@dataclass(slots=True)
class Hits:
    """All that one search found, best or newest first, and what is to be said about it."""

    rows: pd.DataFrame
    counted: str
    question: str = ""
    remarks: list[str] = field(default_factory=list)


def indexed() -> bool:
    """Whether the snapshot has anything to search in."""
    return bool(_found(frame.snapshot(), "", "words", "newest").total)


def hits(asked: Asked) -> Hits:
    """The answer to the search line and the filters."""
    question, whole = asked.question()
    found = _found(frame.snapshot(), question, asked.way, asked.order)
    rows, remarks = found.rows, [*found.remarks, *([] if whole else [CROWDED])]
    if asked.since is not None:
        rows = rows[pd.to_datetime(rows["published_at"], utc=True) >= asked.since]
    if asked.stories:
        rows = _one_a_story(rows, several=asked.several)
    return Hits(rows, _counted(found, len(rows), asked), question, remarks)


@lru_cache(maxsize=100)
def _found(snapshot: str, text: str, way: str, order: str) -> Found:
    """Kept, because each turned page and each switch asks the same again; `snapshot` is a part of the key."""
    source = frame.reader()
    if source is None:
        raise ValueError(f"nobody reads {snapshot}")
    vector = query_vector(parse(text).plain) if way != "words" else None
    return search(source, text, vector=vector, mode=way, order=order, limit=MOST)


def _one_a_story(rows: pd.DataFrame, *, several: bool) -> pd.DataFrame:
    """The first hit of each story; only of those that more than one source tells, if asked."""
    ids = [one for one in rows["development_id"] if isinstance(one, str)]
    told = frame.rows("story_developments", where={"development_id": ids}, limit=MOST)
    stories = dict(zip(told["development_id"], told["story_id"], strict=True))
    names = [stories.get(one, one) for one in rows["development_id"].fillna(rows["passage_id"])]
    named = pd.Series(names, index=rows.index, dtype=object)
    rows = rows[~named.duplicated()]
    if several:
        wanted = {"story_id": list(set(stories.values())), "several": True}
        known = frame.rows("page.story_list", columns=["story_id"], where=wanted, limit=MOST)
        rows = rows[named[rows.index].isin(set(known["story_id"]))]
    return rows


def _counted(found: Found, kept: int, asked: Asked) -> str:
    what = ("story", "stories") if asked.stories else ("result", "results")
    words = f"{kept:,} {what[kept != 1]}"
    full = len(found.rows) >= MOST
    order = "best match first" if asked.order == "ranked" else "newest first"
    if full and (asked.since is not None or asked.stories):
        words += f" among the first {MOST}"
    elif full and found.total != kept:
        all_of = f"{found.total:,}" if found.total else f"more than {MOST}"
        words = f"The first {MOST} of {all_of} results"
    return f"{words}, {order}{asked.aside()}"


def drawn(found: Hits, columns: list[str], start: int, length: int) -> list[Hit]:
    """One page of the hits with what their rows on the screen need, in the order found."""
    page = found.rows.iloc[start : start + length]
    developments = _by_id("page.development_list", "development_id", [*columns, "body"], page)
    passages = _by_id("passages", "passage_id", PASSAGE, page)
    query, made = parse(found.question), []
    for development_id, passage_id in zip(page["development_id"], page["passage_id"], strict=True):
        development, passage = developments.get(development_id), passages.get(passage_id)
        if development is None and passage is None:
            continue
        text = passage["text"] if passage is not None else development["body"]
        title = evidence.clean(development["title"], LONGEST_TITLE) if development is not None else ""
        marked = snippet(title, query, len(title))
        made.append(Hit(development, passage, marked, _answer(text, query, development, passage)))
    return made


def _answer(text: object, query: Query, development: pd.Series | None, passage: pd.Series | None) -> Pieces:
    """The stretch that answers, its hits marked; nothing where that is only the title once more."""
    pieces = snippet(shown.unlisted(text), query)
    written = "".join(piece for piece, _ in pieces).strip().casefold()
    again = passage is None and development is not None and written == development["title"].strip().casefold()
    return [] if again else pieces


def like(development_id: str, columns: list[str]) -> tuple[list[Hit], list[str]]:
    """What other stories tell that is near to a development, nearest first, and what is to be said about it."""
    source = frame.reader()
    if source is None:
        return [], []
    found = similar(source, development_id)
    return drawn(Hits(found.rows, ""), columns, 0, len(found.rows)), found.remarks


def _by_id(view: str, key: str, columns: list[str], page: pd.DataFrame) -> dict[Any, pd.Series]:
    ids = [one for one in page[key] if isinstance(one, str)]
    if not ids:
        return {}
    rows = frame.rows(view, columns=columns, where={key: ids}, limit=len(ids))
    return {row[key]: row for _, row in rows.iterrows()}
