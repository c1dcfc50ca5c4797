"""The tables of AI models as the TOML files state them, checked when they are read."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Moving:
    """An alias that its vendor points at another AI model from time to time."""

    points: tuple[tuple[date, str], ...]
    known_until: date
    variant: str | None = None
    variant_from: date | None = None

    def target(self, at: date | None) -> str | None:
        """The name it stood for on that day; null before the first and after the last known day."""
        if at is None or at > self.known_until:
            return None
        return next((name for since, name in reversed(self.points) if since <= at), None)

    def variant_on(self, at: date) -> str | None:
        """The variant that the alias implied on that day."""
        return self.variant if self.variant_from is None or at >= self.variant_from else None


@dataclass(frozen=True, slots=True)
class Table:
    """ai_models.toml: vendors by spelling, makers by first letters, aliases, moving aliases."""

    vendors: dict[str, str]
    families: tuple[tuple[str, str], ...]
    inside: dict[str, str]
    aliases: dict[str, str]
    moving: dict[tuple[str, str], Moving]
    hosts: frozenset[str]
    distinct: frozenset[str]
    snapshots: dict[str, list[str]]

    @property
    def makers(self) -> frozenset[str]:
        """Vendors with AI models of their own."""
        return frozenset(maker for _, maker in self.families)


def read(name: str) -> dict[str, Any]:
    """One TOML file of this folder; a mistake names the file."""
    try:
        return tomllib.loads((HERE / name).read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"models/{name}: {error}; correct the TOML there") from error


@cache
def table() -> Table:
    """ai_models.toml, read once."""
    raw = read("ai_models.toml")
    vendors = {_spelling(id_): id_ for id_ in raw["vendors"]}
    vendors |= {_spelling(other): id_ for id_, others in raw["vendors"].items() for other in others}
    starts = [(start, maker) for maker, all_ in raw["families"].items() for start in all_]
    rules = raw["rules"]
    return Table(
        vendors=vendors,
        families=tuple(sorted(starts, key=lambda pair: -len(pair[0]))),
        inside=dict(raw["inside"]),
        aliases=dict(raw["aliases"]),
        moving=_moving(raw.get("moving", [])),
        hosts=frozenset(rules["hosts"]),
        distinct=frozenset(rules["distinct"]),
        snapshots=dict(rules["snapshots"]),
    )


def _moving(rows: list[dict[str, Any]]) -> dict[tuple[str, str], Moving]:
    found: dict[tuple[str, str], Moving] = {}
    for number, row in enumerate(rows, 1):
        points = tuple((since, name) for since, name in row["points"])
        if list(points) != sorted(points):
            raise ValueError(f"models/ai_models.toml: moving {number}: points: put them in order of date")
        moving = Moving(points, row["known_until"], row.get("variant"), row.get("variant_from"))
        found |= {(row["vendor"], name): moving for name in row["names"]}
    return found


@cache
def moving_days() -> tuple[date, ...]:
    """Every day on which some moving alias began or ceased to point somewhere we know, in order."""
    days = {since for moving in table().moving.values() for since, _ in moving.points}
    return tuple(sorted(days | {moving.known_until + timedelta(days=1) for moving in table().moving.values()}))


def _spelling(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def vendor_of(text: str) -> str | None:
    """Our vendor id for a spelling that is listed, a maker or a host; else null."""
    known = table()
    spelling = _spelling(text)
    if spelling in known.vendors:
        return known.vendors[spelling]
    return next((id_ for id_ in known.makers | known.hosts if _spelling(id_) == spelling), None)


def family_of(name: str) -> str | None:
    """Who made an AI model, by the letters of its name."""
    known = table()
    for inside, maker in known.inside.items():
        if inside in name:
            return maker
    for start, maker in known.families:
        if name.startswith(start) and not name[len(start) : len(start) + 1].isalpha():
            return maker
    return None


@cache
def _tasks() -> dict[str, int]:
    return dict(read("benchmarks.toml")["tasks"])


def tasks_of(benchmark: str) -> int | None:
    """How many tasks a benchmark has; null where we do not know it."""
    name = "-".join(benchmark.lower().replace("_", "-").replace(" ", "-").split("-"))
    return _tasks().get(name.replace("leaderboard", "").strip("-"))
