"""What every table of benchmark results shares: exact numbers from text, variants, and one row as a score."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from db.records import Problem, Record, Score
from ingest.text import one_line
from models.ai_models import Identity, resolve, split_variant

MOST_PROBLEMS = 200
_NUMBER = re.compile(r"[-+]?(?:\d{1,15}(?:\.\d{1,30})?|\.\d{1,30})(?:[eE][+-]?\d{1,2})?")
_THOUSANDS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,30})?")
_DATE = re.compile(r"(\d{4}-\d{2}-\d{2})(?:$|[T ])")
_NOTHING = {"", "-", "–", "—", "n/a", "na", "nan", "none", "null", "?", "tbd", "unknown"}


@dataclass(slots=True)
class Results:
    """The records of one document; problems beyond a bound are counted, not kept."""

    records: list[Record] = field(default_factory=list)
    problems: int = 0

    def problem(self, message: str, where: str) -> None:
        """One row that could not be read."""
        self.problems += 1
        if self.problems <= MOST_PROBLEMS:
            self.records.append(Problem(message, one_line(where, 200)))

    def add(self, score: Score) -> None:
        """One result; a share beyond 0 to 100 per cent is a problem."""
        if score.unit.startswith("percent") and not 0 <= score.value <= 100:
            self.problem(f"expected 0 to 100 per cent, found {score.value}", score.ai_model)
        else:
            self.records.append(score)

    def finished(self) -> list[Record]:
        """All records once each, with one problem that counts those left out."""
        if self.problems > MOST_PROBLEMS:
            left = self.problems - MOST_PROBLEMS
            self.records.append(Problem(f"{left} further rows could not be read", "document"))
        return list(dict.fromkeys(self.records))


def number(value: object) -> Decimal | None:
    """The number that a cell prints, exact: "81.3%", "$1,204.50"; null where there is none."""
    if isinstance(value, Decimal):
        return value if value.is_finite() and abs(value.adjusted()) <= 30 else None
    text = value.strip() if isinstance(value, str) and len(value) <= 80 else ""
    text = text.strip("$% \t").removesuffix("USD").strip()
    if text.lower() in _NOTHING:
        return None
    if _THOUSANDS.fullmatch(text):
        text = text.replace(",", "")
    return Decimal(text) if _NUMBER.fullmatch(text) else None


def cost(value: object) -> Decimal | None:
    """What a run cost; these tables print 0 where nothing was measured."""
    amount = number(value)
    return amount if amount is not None and amount > 0 else None


def count(value: object) -> int | None:
    """A whole number of tokens; 0 stands for not measured."""
    amount = number(value)
    whole = amount is not None and amount > 0 and amount == amount.to_integral_value()
    return int(amount) if amount is not None and whole else None


def day(value: object) -> date | None:
    """A whole date at the start of the cell; null for anything less."""
    found = _DATE.match(value.strip()) if isinstance(value, str) else None
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def cell(row: Mapping[str, object], *keys: str) -> str:
    """The first of these cells that has text, on one line."""
    for key in keys:
        value = row.get(key)
        if isinstance(value, str) and value.strip():
            return one_line(value, 200)
    return ""


def variant_of(name: str, *said: str | None) -> str | None:
    """Effort, thinking and whatever else the row or the name says, each once."""
    known = resolve(None, name, date.max)
    by_name = known.variant if isinstance(known, Identity) else split_variant(name)[1]
    parts = [part for words in (by_name, *said) if words for part in words.split(", ")]
    return ", ".join(dict.fromkeys(part for part in parts if part)) or None
