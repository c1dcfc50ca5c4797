"""What readers say about a development: its themes, event, vendor, entities and story, append-only (SQLite, WAL)."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.desk import EditRefused, open_desk
from db.files import Files
from db.records import stamp
from db.statements import statement

FIELDS = ("themes", "event", "vendor", "entity", "not_entity", "same_story", "not_same_story")
STORY_FIELDS = ("same_story", "not_same_story")
# Two fields that speak of one subject: the newer word about it stands, whichever it is.
OPPOSITES = {
    "entity": "not_entity",
    "not_entity": "entity",
    "same_story": "not_same_story",
    "not_same_story": "same_story",
}
NOTHING = "none"  # the event of a development that tells no event
MOST_ID = 200
MOST_SURFACE = 200
MOST_THEMES = 40
MOST_NAME = 200


@dataclass(frozen=True, slots=True)
class Correction:
    """One word of one reader; `value` null takes back what was said of the field, `was` is what the screen showed."""

    development_id: str
    field: str
    value: str | None
    was: str | None
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a correction may name; an empty collection is not checked."""

    themes: Collection[str] = ()
    events: Collection[str] = ()
    vendors: Collection[str] = ()
    entities: Collection[str] = ()


def correct(
    data: Path,
    development_id: str,
    field: str,
    value: str | None,
    *,
    was: str | None = None,
    by: str,
    at: datetime,
    known: Known | None = None,
) -> Correction:
    """Keeps one correction; the next pass takes it in.

    `value`: theme ids joined by commas, primary first ("" = not relevant; equal to `was` = confirmed) · event type
    or "none" · vendor id · "entity_id|surface as written" · entity id (not_entity) · the other development's id.
    None takes back what people said of that field; for entities and stories, of the one that `was` names, if any.
    Raises EditRefused for what can't be kept.
    """
    if field not in FIELDS:
        raise EditRefused(f"{field!r:.60} can't be corrected; use one of {', '.join(FIELDS)}")
    subject = _id("a correction", "a development", development_id)
    name = " ".join(by.split())
    if not name or len(name) > MOST_NAME or _unprintable(name):
        raise EditRefused("a correction needs the name of the person who makes it")
    kept = None if value is None else _checked(field, value, known or Known())
    if field in STORY_FIELDS and kept == subject:
        raise EditRefused("a development can't be compared with itself")
    seen = None if was is None else _checked(field, was, Known())
    made = Correction(subject, field, kept, seen, stamp(at), name)
    with open_desk(Path(data)) as con:
        con.execute(
            statement("desk_put_correction"),
            [made.development_id, made.field, made.value, made.was, made.at, made.by],
        )
    return made


def corrections(data: Path) -> list[Correction]:
    """Every correction, oldest first."""
    if not Files(data).desk.exists():
        return []
    with open_desk(Path(data)) as con:
        return [Correction(*row) for row in con.execute(statement("desk_corrections")).fetchall()]


def subject_of(field: str, value: str) -> str:
    """The entity or development that a correction of this field speaks of."""
    return value.partition("|")[0] if field == "entity" else value


def standing(found: Iterable[Correction]) -> dict[str, dict[str, Correction]]:
    """Development -> field (entities and stories: `field:subject`) -> the correction that holds, in order of time.

    The newest word about a thing stands: an entity added after it was taken away is there again, and of two that
    were said to tell one story and later not to, the later word stands, from whichever side it was said.
    """
    held: dict[str, dict[str, Correction]] = {}
    for one in found:
        own = held.setdefault(one.development_id, {})
        if one.value is None:
            _take_back(own, one)
            continue
        key = _key(one.field, one.value)
        own.pop(key, None)  # the newer word takes the newer place
        if one.field in OPPOSITES:
            other = subject_of(one.field, one.value)
            own.pop(f"{OPPOSITES[one.field]}:{other}", None)
            if one.field in STORY_FIELDS:
                _drop_mirrored(held.get(other, {}), one)
        if one.field == "same_story":  # a development is in one story
            for old in [key for key in own if key.startswith("same_story:")]:
                del own[old]
        own[key] = one
    return {development: own for development, own in held.items() if own}


def _key(field: str, value: str) -> str:
    return f"{field}:{subject_of(field, value)}" if field in OPPOSITES else field


def _take_back(own: dict[str, Correction], word: Correction) -> None:
    if word.field not in OPPOSITES:
        own.pop(word.field, None)
    elif word.was is not None:
        own.pop(_key(word.field, word.was), None)
    else:
        for key in [key for key in own if key.startswith(f"{word.field}:")]:
            del own[key]


def _drop_mirrored(theirs: dict[str, Correction], word: Correction) -> None:
    """What the other development was said to be to this one, where the newer word says the contrary."""
    theirs.pop(f"{OPPOSITES[word.field]}:{word.development_id}", None)


def _unprintable(text: str) -> bool:
    return any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for letter in text)


def _id(what: str, kind: str, value: str) -> str:
    plain = value.strip()
    if not plain or len(plain) > MOST_ID or _unprintable(plain) or any(mark in plain for mark in ",| \t"):
        raise EditRefused(f"{what} needs the id of {kind}, {plain[:60]!r} is none")
    return plain


def _among(what: str, value: str, allowed: Collection[str]) -> str:
    plain = _id("a correction", f"{'an' if what[0] in 'aeiou' else 'a'} {what}", value)
    if allowed and plain not in allowed:
        raise EditRefused(f"the {what} {plain[:60]!r} is not known")
    return plain


def _checked(field: str, value: str, known: Known) -> str:
    if field == "themes":
        return _themes(value, known.themes)
    if field == "event":
        return _among("event", value, {*known.events, NOTHING} if known.events else ())
    if field == "vendor":
        return _among("vendor", value, known.vendors)
    if field == "not_entity":
        return _among("entity", value, ())
    if field == "entity":
        subject, _, surface = value.partition("|")
        words = " ".join(surface.split())
        if not words or len(words) > MOST_SURFACE or _unprintable(words):
            raise EditRefused("an entity needs the words that name it, as written in the text")
        return f"{_among('entity', subject, known.entities)}|{words}"
    return _id("a correction", "another development", value)


def _themes(value: str, allowed: Collection[str]) -> str:
    if len(value) > MOST_ID * MOST_THEMES:
        raise EditRefused(f"a development has at most {MOST_THEMES} themes")
    named = [_among("theme", name, allowed) for name in value.split(",") if name.strip()]
    if len(named) > MOST_THEMES:
        raise EditRefused(f"a development has at most {MOST_THEMES} themes")
    return ",".join(dict.fromkeys(named))
