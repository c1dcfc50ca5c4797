"""Puts developments into the stories in which readers want them; what a reader takes back is grouped anew."""

from __future__ import annotations

from collections import defaultdict
from itertools import islice

from db.store import Store
from ingest.grouping import describe, group_pending
from models.story_ids import free_id, own_ids

SWEEPS = 12  # words that pull on each other settle in two or three
SPARE = 5  # ids of own stories that are looked up; nobody says so often that one development stands apart
Word = tuple[str, str, str]  # development, same_story or not_same_story, the other development


def settle_stories(store: Store, embedder: str) -> bool:
    """Brings stories up to what readers say of them; true where one changed. Said and done twice changes nothing.

    "Same" takes the development alone into the other's story, "not the same" out of it into one of its own; the
    other developments stay where they are. Of words that contradict each other the newest wins.
    """
    words: list[Word] = [(row[0], row[1], row[2]) for row in store.rows("story_words")]
    heeded = {row[0]: set(row[1]) for row in store.rows("story_words_heeded")}
    if not words and not heeded:
        return False
    standing: dict[str, set[str]] = defaultdict(set)
    for development, field, other in words:
        standing[development].add(f"{field}:{other}")
    loose = [development for development, said in heeded.items() if said - standing[development]]
    if loose:
        _let_go(store, loose, embedder)
        heeded = {development: said for development, said in heeded.items() if development not in loose}
    return _apply(store, words, heeded, embedder) or bool(loose)


def _let_go(store: Store, developments: list[str], embedder: str) -> None:
    """Takes developments out of their stories and groups them as if they were new."""
    left = [row[0] for row in store.rows("stories_of", [developments])]
    with store.transaction():
        for table in ("story_word", "story_development"):
            store.run("forget_inferred", [developments], table=table)
        if left:
            describe(store, left, embedder)
    group_pending(store, embedder)


def _apply(store: Store, words: list[Word], heeded: dict[str, set[str]], embedder: str) -> bool:
    """Moves what the words move; keeps which words moved each, so that taking one back is seen."""
    before = _places(store, words)
    moved_by = _settled(words, before)
    moved = {one: story for one, (story, _) in moved_by.items() if before[one] != story}
    said = {one: heeded.get(one, set()) | why for one, (_, why) in moved_by.items()}
    said = {one: why for one, why in said.items() if why != heeded.get(one)}
    with store.transaction():
        if said:
            store.run("forget_inferred", [list(said)], table="story_word")
            rows = [{"development_id": one, "said": sorted(why)} for one, why in said.items()]
            store.insert("story_word", rows)
        if moved:
            store.run("forget_inferred", [list(moved)], table="story_development")
            rows = [{"development_id": one, "story_id": story} for one, story in moved.items()]
            store.insert("story_development", rows)
            describe(store, sorted({*moved.values(), *(before[one] for one in moved)}), embedder)
    return bool(moved)


def _places(store: Store, words: list[Word]) -> dict[str, str]:
    """The story of each development that is named, and of all that stand in these stories or could lend their id."""
    named = sorted({name for development, _, other in words for name in (development, other)})
    own = [story for one in named for story in islice(own_ids(one), SPARE)]
    return dict(store.rows("stories_around", [named, own, named])) if named else {}


def _settled(words: list[Word], before: dict[str, str]) -> dict[str, tuple[str, set[str]]]:
    """Development -> its story and the words that moved it. Words about developments without a story wait."""
    places = dict(before)
    moved_by: dict[str, set[str]] = defaultdict(set)
    for _ in range(SWEEPS):
        started = dict(places)
        for development, field, other in words:
            if development not in places or other not in places:
                continue
            same = field == "same_story"
            if (places[development] == places[other]) == same:
                continue
            places[development] = places[other] if same else _own_story(development, places)
            moved_by[development].add(f"{field}:{other}")
        if places == started:
            break
    return {development: (places[development], why) for development, why in moved_by.items()}


def _own_story(development: str, places: dict[str, str]) -> str:
    """The id of a story that nobody else tells, the development's own where it is free."""
    return free_id(development, {story for one, story in places.items() if one != development})
