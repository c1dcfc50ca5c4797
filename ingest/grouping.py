"""Puts tagged developments into stories, and says what each story that changed is about."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, time, timedelta, timezone
from typing import TYPE_CHECKING, Any

import numpy as np

from db.store import Row, Store

if TYPE_CHECKING:
    from models.stories import Told

BATCH = 200
WINDOW = timedelta(days=14)
USUAL = 2000  # newest titles that a label is measured against
MEMORY = 512  # newest developments that are always looked at: they tell how alike all news is where few come a day


def item_of(row: tuple[Any, ...]) -> Row:
    """A development as the child and the grouping read it."""
    names = ("id", "title", "text", "source", "vendor", "date", "url")
    item = dict(zip(names, row[:7], strict=True))
    item["text"] = item["text"] or ""
    item["date"] = item["date"].date()
    return item


def group_pending(store: Store, embedder: str) -> bool:
    """Groups what is tagged and has no story yet, oldest first; a crash between the two is mended here."""
    adrift = [row[0] for row in store.rows("stories_adrift")]
    if adrift:
        with store.transaction():
            describe(store, adrift, embedder)
    grouped = False
    while rows := store.rows("ungrouped", [BATCH]):
        _group(store, [item_of(row) for row in rows], {row[0] for row in rows if row[7]}, embedder)
        grouped = True
    return grouped or bool(adrift)


def _group(store: Store, items: list[Row], dated: set[str], embedder: str) -> None:
    """Puts the items into stories: those near them in time, or new ones; the newest of those near are grouped anew.

    `dated` = the ids whose day is the vendor's word.
    """
    dates = [datetime.combine(item["date"], time(), timezone.utc) for item in items]
    until = max(dates) + WINDOW
    [(reached,)] = store.rows("story_memory", [until, MEMORY])
    window = store.rows("story_window", [embedder, min(reached, min(dates) - WINDOW), until])
    ids = [item["id"] for item in items]
    vectors = {row[0]: row[9] for row in window} | dict(store.rows("known_vectors", [embedder, ids]))
    told = _told(
        store,
        [_story_item(item, vectors, dated=item["id"] in dated) for item in items],
        [_story_item(item_of(row), vectors, row[8], dated=row[7]) for row in window],
    )
    left = {row[8] for row in window if row[0] in told.stories}
    with store.transaction():
        store.run("forget_inferred", [list(told.stories)], table="story_development")
        store.insert(
            "story_development",
            [
                {"story_id": story, "development_id": development}
                for development, story in told.stories.items()
            ],
        )
        for given_up, kept in told.joined.items():
            store.run("move_story", [kept, given_up])
        describe(store, sorted({*told.stories.values(), *left, *told.joined, *told.joined.values()}), embedder)


def _told(store: Store, fresh: list[Any], near: list[Any]) -> Told:
    """The stories of the fresh items and of those that change theirs.

    What readers said something of stays where it is, and no story is given up for one told apart from it.
    """
    from models.stories import Told, assign, tell

    said = {name for development, _, other in store.rows("story_words") for name in (development, other)}
    heeded = {row[0] for row in store.rows("story_words_heeded")}
    told = tell(fresh, near, frozenset(said | heeded))
    if not told.joined:
        return told
    ends = told.joined
    for one, two in store.rows("stories_told_apart"):
        if one != two and ends.get(one, one) == ends.get(two, two):
            return Told(assign(fresh, near), {})
    return told


def _story_item(item: Row, vectors: dict[str, Any], story: str | None = None, *, dated: bool) -> Any:
    from models.items import Item
    from models.stories import story_item

    vector = vectors.get(item["id"])
    return story_item(
        Item(**{key: item[key] for key in ("id", "title", "text", "source", "vendor", "date")}),
        vector=None if vector is None else np.asarray(vector, dtype=np.float32),
        url=item["url"],
        story=story,
        dated=dated,
    )


def describe(store: Store, stories: list[str], embedder: str) -> None:
    """Title, label, lead and cohesion of the stories that changed; the lead is the earliest dated telling.

    A label is what sets a story of several apart from the newest titles of all. A story that nothing tells any more is
    forgotten.
    """
    from models.story_labels import background, cohesion

    members: dict[str, list[tuple[Any, ...]]] = {}
    for row in store.rows("story_members", [embedder, stories]):
        members.setdefault(row[0], []).append(row)
    several = [found for found in members.values() if len(found) > 1]
    usual = background(row[0] for row in store.rows("usual_titles", [USUAL])) if several else Counter()
    for found in several:
        found.sort(key=_leads)
    rows = []
    for story, found in members.items():
        lead = found[0]
        vectors = [np.asarray(row[6], dtype=np.float32) for row in found if row[6] is not None]
        together = cohesion(np.vstack(vectors)) if len(vectors) > 1 else None
        rows.append(
            {
                "story_id": story,
                "title": lead[2],
                "lead_development_id": lead[1],
                "label": _label(found, vectors, usual) if len(found) > 1 else None,
                "cohesion": together,
            }
        )
    store.run("forget_stories", [stories])
    store.insert("story", rows)


def _leads(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """By which a story's lead comes first: dated by who tells it, the day, on one day whose news it is, in fewest words."""
    from models.items import Item
    from models.story_labels import behind

    last = behind(Item(row[1], row[2], "", row[3], row[7]))
    return row[5] != "vendor", row[4].date(), last, row[4], len(row[2].split()), row[1]


def _label(members: list[tuple[Any, ...]], vectors: list[Any], usual: Counter[str]) -> str:
    from models.items import Item
    from models.story_labels import label

    items = [Item(row[1], row[2], source=row[3]) for row in members]
    return label(items, usual, np.vstack(vectors) if len(vectors) == len(items) else None)
