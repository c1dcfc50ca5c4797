"""The shapes that the parts of the price page reader hand to each other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from decimal import Decimal

CELL_LIMIT = 1_500


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the page."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Tab:
    """The label of a tab, panel or accordion that holds what follows."""

    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """One paragraph, list item or free line; line breaks inside it are kept."""

    text: str
    bullet: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: header rows first, spans expanded where the page states them."""

    rows: tuple[tuple[str, ...], ...]
    headers: int = 1
    caption: str = ""


Block = Heading | Tab | Words | Grid


@dataclass(frozen=True, slots=True)
class Hint:
    """What a phrase says about the prices near it; null where it says nothing."""

    direction: str | None = None
    cache: str | None = None
    modality: str | None = None
    special: str | None = None
    subject: str | None = None
    service: str | None = None
    extras: frozenset[str] = frozenset()
    banded: bool = False
    over: int | None = None
    per: str | None = None
    currency: str | None = None
    variant: str | None = None
    starts: date | None = None
    ends: date | None = None
    undated: bool = False
    free_plan: bool = False
    priced: bool = False

    def under(self, outer: Hint) -> Hint:
        """This hint inside a wider one: the nearer phrase wins, what it leaves open is inherited."""
        found = {
            item.name: getattr(outer, item.name)
            for item in fields(self)
            if getattr(self, item.name) in (None, False) and item.name not in ("extras", "over")
        }
        found["extras"] = self.extras | outer.extras
        found["over"] = self.over if self.banded else outer.over
        return replace(self, **found)


NOTHING = Hint()


@dataclass(frozen=True, slots=True)
class Amount:
    """One number of money in a cell, exact, with what the cell says about it."""

    value: Decimal
    currency: str | None
    hint: Hint
    rest: str = ""
    doubt: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """One price as read, before it is believed."""

    name: str
    hint: Hint
    amount: Decimal | None
    quote: str
    doubts: tuple[str, ...] = ()
    model_id: str | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a table: the wider hint, the AI model names it may be about, the subject."""

    hint: Hint
    names: tuple[str, ...]
    subject: str | None
    known: frozenset[str]
    currency: str | None
    far_per: str | None = None


def merged(hints: Iterable[Hint]) -> Hint:
    """Hints from the widest to the nearest as one."""
    whole = NOTHING
    for hint in hints:
        whole = hint.under(whole)
    return whole
