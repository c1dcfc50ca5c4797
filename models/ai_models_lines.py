"""Lines of AI models (openai mini, anthropic opus …): who stands in which, and who follows whom."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from models.ai_models_table import family_of, read, table

_VERSION = re.compile(r"[vkmr]?(\d+(?:\.\d+)*)")
_OFFER = re.compile(r"[a-z]\.[a-z]")
_EARLIEST = "0000-00-00"


@dataclass(frozen=True, slots=True)
class Line:
    """The line of one AI model and its place there: release date, then version, then name."""

    line: str
    order: tuple[str, tuple[int, ...], int]


@dataclass(frozen=True, slots=True)
class Step:
    """One AI model and the next of its line."""

    line: str
    from_id: str
    to_id: str


@cache
def _rules() -> dict[str, Any]:
    return read("lines.toml")


def line_of(ai_model_id: str, released: date | None = None) -> Line | None:
    """The line that an AI model belongs to, by its name; null where there is none,
    and for the offer of a host, which has no line of its own.

    Sort by `order` only where every member has a release date or none has; `successors` minds the rest.
    """
    vendor, _, name = ai_model_id.partition("/")
    rules = _rules()
    if vendor in table().hosts or family_of(name) not in (None, vendor) or _OFFER.search(name):
        return None
    named, version, final = _words(vendor, name)
    version = _given(ai_model_id) or version
    override = rules["overrides"].get(ai_model_id)
    if override == "" or not (version or override):
        return None
    if any(re.fullmatch(r"\d+k", word) for word in named):
        return None
    words = _sizes(vendor, named)
    fallback = rules["flagship"].get(vendor, f"{vendor} flagship")
    line = override or (f"{vendor} {words}" if words else fallback)
    return Line(line, (released.isoformat() if released else _EARLIEST, version, final))


def _words(vendor: str, name: str) -> tuple[list[str], tuple[int, ...], int]:
    """The words of the line, the version, and 1 for a final release (0 for a preview)."""
    rules = _rules()
    brands = rules["brands"].get(vendor, [])
    words: list[str] = []
    version: tuple[int, ...] = ()
    final = 1
    for word in _apart(name):
        found = _VERSION.fullmatch(word)
        if found and not version:
            version = _numbers(found[1])
        elif word in rules["rules"]["stages"]:
            final = 0
        elif (word not in brands or vendor in rules["rules"]["keep_brand"]) and not _is_date(word):
            words.append(word)
    return words, version, final


def _sizes(vendor: str, named: list[str]) -> str:
    """ "flash-lite"; a kept brand stands apart: "grok fast"."""
    first = named[:1] if named[:1] and named[0] in _rules()["brands"].get(vendor, []) else []
    return " ".join(filter(None, [*first, "-".join(named[len(first) :])]))


def _numbers(text: str) -> tuple[int, ...]:
    """A version as numbers; one that is a year and month comes before every other one."""
    numbers = tuple(int(part) for part in text.split(".") if len(part) < 9)
    return (0, *numbers) if len(text) == 4 and text.isdigit() else numbers


def _apart(name: str) -> list[str]:
    """The words; a brand with its version glued on ("qwen3") gives both."""
    words: list[str] = []
    for word in name.split("-"):
        found = re.fullmatch(r"([a-z]{3,})(\d+(?:\.\d+)*)", word)
        words += [found[1], found[2]] if found else [word]
    return words


def _is_date(word: str) -> bool:
    return re.fullmatch(r"\d{4}|\d{6}|\d{8}", word) is not None


def _given(ai_model_id: str) -> tuple[int, ...]:
    text = _rules()["versions"].get(ai_model_id, "")
    return tuple(int(part) for part in text.split(".") if part)


def successors(members: Iterable[tuple[str, date | None]]) -> list[Step]:
    """Each AI model with the next of its line; a preview whose final release is there is passed over."""
    lines: dict[str, dict[str, Line]] = {}
    for ai_model_id, released in members:
        if place := line_of(ai_model_id, released):
            lines.setdefault(place.line, {})[ai_model_id] = place
    steps = []
    for line in sorted(lines):
        ids = _in_order(lines[line])
        steps += [Step(line, older, newer) for older, newer in zip(ids, ids[1:], strict=False)]
    return steps


def _in_order(places: dict[str, Line]) -> list[str]:
    """By release date where all have one, else by version; one AI model for each version."""
    dated = all(place.order[0] != _EARLIEST for place in places.values())
    best: dict[tuple[int, ...], str] = {}
    for ai_model_id in sorted(places):
        version, final = places[ai_model_id].order[1:]
        other = best.get(version)
        if other is None or final > places[other].order[2]:
            best[version] = ai_model_id

    def place(ai_model_id: str) -> tuple[str, tuple[int, ...], int]:
        day, version, final = places[ai_model_id].order
        return (day if dated else _EARLIEST, version, final)

    return sorted(best.values(), key=place)
