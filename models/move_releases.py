"""Runtime moves told by release notes: what a numbered section adds, ends or opens; patches are none."""

from __future__ import annotations

import re

from models import move_rules as rules
from models.entities import Mention
from models.entity_index import names
from models.items import Item
from models.story_titles import release_of

FIRST_BULLETS = 3
_BULLET = re.compile(r"(?:^|\s)(?:[-*•]\s+|\d{1,2}\.\s+)(?=\S)")
_HEADED = re.compile(r"(?:\W|[^\x00-\x7f]){0,6}\*\*\s*(?P<name>[A-Z][^*:]{2,70}):?\s*\*\*")
_ADDED = re.compile(
    r"(?:Added|Add|New|Introduc(?:ed|es|ing)|Launch(?:ed|ing))\b[: ]+(?P<what>.{3,200})", re.DOTALL
)
_ENDED = re.compile(r"\b(?:removed?|deprecates?|deprecated|sunset|dropped?)\b", re.IGNORECASE)
_PREVIEW = re.compile(
    r"[^.\n]{0,120}\bavailable in (?:early |public |private )?(?:preview|beta|alpha)\b[^.\n]{0,80}"
)
_MAJOR = re.compile(r"#{1,3}\s*Major changes|\bkey changes\b", re.IGNORECASE)


def from_release(item: Item, mentions: list[Mention]) -> list[tuple[str, str, str, str]]:
    """(runtime, move, quote, layer) of a release section; empty for a patch."""
    head = [m for m in mentions if m.entity_kind == "runtime" and m.starts < len(item.title)]
    if not head:
        return []
    known = names().runtimes
    runtime = known[head[0].entity_id]
    layer = runtime.layer or "harness"
    offset = len(item.title) + 1
    bullets = _bullets(item.text)
    for starts, text in bullets:
        if _ENDED.search(text[:80]):
            for mention in mentions:
                place = mention.starts - offset
                if mention.entity_kind == "runtime" and starts <= place < starts + min(len(text), 160):
                    row = known[mention.entity_id]
                    return [(row.id, "deprecation", _quote(text), row.layer or layer)]
    release = release_of(item.title)
    if release and len(release[1]) > 1 and not any(release[1][1:]) and release[1][0] > 0:
        return [(runtime.id, "major_release", item.title.strip(), layer)]
    if _MAJOR.search(f"{item.title}\n{item.text[:600]}"):
        return [(runtime.id, "major_release", item.title.strip(), layer)]
    preview = _PREVIEW.search(item.text[:600])
    if preview and release is None:
        return [(runtime.id, "launch", preview[0].strip(), layer)]
    for _, text in bullets[:FIRST_BULLETS]:
        kind = _kind(text)
        if kind is not None:
            return [(runtime.id, kind, _quote(text), layer)]
    return []


def _kind(bullet: str) -> str | None:
    """What one of the first entries of a section makes of it; null where it is small."""
    headed = _HEADED.match(bullet)
    if headed:
        name = headed["name"]
        if re.search(r"\b(?:fix|fixes|polish|bug|maintenance|internal|chore|docs?)\b", name, re.IGNORECASE):
            return None
        if rules.PRICE.search(name):
            return "price"
        if re.search(r"\bextensions\b", name, re.IGNORECASE) and re.search(
            r"announc|launch", bullet[:200], re.I
        ):
            return "opening"
        return "minor_release"
    added = _ADDED.match(bullet)
    if added and not rules.SMALL_ADDITION.search(added["what"][:80]):
        return "minor_release"
    return None


def _bullets(text: str) -> list[tuple[int, str]]:
    """The entries of a section with the place where each starts."""
    starts = [match.end() for match in _BULLET.finditer(text[:4000])]
    ends = [*starts[1:], min(len(text), 4000)]
    return [(start, text[start:end].strip()) for start, end in zip(starts, ends, strict=False)]


def _quote(text: str) -> str:
    """The first line of an entry, as it stands."""
    return text.split("\n", 1)[0][:300].strip()
