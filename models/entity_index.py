"""All spellings of all names, found by their first word; built once."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from models.entity_ai_models import Reader
from models.entity_files import Entity, Names, load

TOKEN = re.compile(r"[^\W\d_]+|\d+")


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling: its words (lower case), what stands between them, and where capitals are wanted."""

    words: tuple[str, ...]
    gaps: tuple[str, ...]
    capitals: tuple[bool, ...]
    entity: Entity | None
    reader: Reader | None
    tier: str | None
    sure: bool


@functools.cache
def names() -> Names:
    """The names that ship with Sextant. Raises EntityFileError."""
    return load()


@functools.cache
def readers() -> tuple[Reader, ...]:
    return tuple(Reader(family) for family in names().families.values())


def gap(between: str) -> str:
    """What stands between two words, with spaces, hyphens and underscores alike."""
    return " " if between in (" ", "-", "_") else between


@functools.cache
def index() -> dict[str, list[Alias]]:
    """All spellings by their first word."""
    known = names()
    spellings: dict[str, list[Alias]] = {}
    for table in (known.runtimes, known.products, known.chips, known.companies):
        for row in table.values():
            maker = known.companies.get(row.company or "")
            needs = (*row.needs, maker.title) if maker and row.needs else row.needs
            entity = replace(row, needs=tuple(dict.fromkeys(needs)))
            for spelling in row.aliases:
                _put(spellings, spelling, entity, None, None, True)
            for spelling in (*row.loose, *row.spoken):
                _put(spellings, spelling, entity, None, None, False)
    for reader in readers():
        for spelling in reader.family.names:
            _put(spellings, spelling, None, reader, None, True)
        for tier in reader.family.tier_names:
            _put(spellings, tier, None, reader, tier, False)
    return spellings


def _put(
    spellings: dict[str, list[Alias]],
    spelling: str,
    entity: Entity | None,
    reader: Reader | None,
    tier: str | None,
    sure: bool,
) -> None:
    spans = [(match.start(), match.end()) for match in TOKEN.finditer(spelling)]
    words = tuple(spelling[starts:ends].lower() for starts, ends in spans)
    gaps = tuple(gap(spelling[spans[i][1] : spans[i + 1][0]]) for i in range(len(spans) - 1))
    capitals = tuple(spelling[starts].isupper() for starts, _ in spans)
    spellings.setdefault(words[0], []).append(Alias(words, gaps, capitals, entity, reader, tier, sure))
