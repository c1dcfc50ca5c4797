"""What is known of one source's prices, in order: what stands, what waits, and what it no longer lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ingest.rows import Row, thing_of

Thing = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One stored price with what was decided about it."""

    price_id: str
    price_key: str
    series_key: str
    thing: Thing
    ai_model: str
    currency: str | None
    per: str | None
    amount: Decimal | None
    usd_per_mtok: Decimal | None
    effective_from: date | None
    effective_to: date | None
    observed_at: datetime
    status: str
    rule: str | None

    @property
    def words(self) -> str:
        """The price as a person reads it."""
        return money(self.amount, self.currency, self.per)


def money(amount: Decimal | None, currency: str | None, per: str | None) -> str:
    """"USD 0.25 per 1M tokens"."""
    number = "no number" if amount is None else format(amount.normalize(), "f")
    return " ".join(filter(None, [currency, number, f"per {per}" if per else None]))


def reading_of(row: Mapping[str, Any]) -> Reading:
    """A row of the store, or one about to be stored, as a reading."""
    thing = thing_of(row["vendor"], row["ai_model"], row["unit"], row["tier"], row["context_over"], row["variant"])
    return Reading(
        price_id=row["price_id"], price_key=row["price_key"], series_key=row["series_key"], thing=thing,
        ai_model=row["ai_model"], currency=row["currency"], per=row["per"], amount=row["amount"],
        usd_per_mtok=row["usd_per_mtok"], effective_from=row["effective_from"], effective_to=row["effective_to"],
        observed_at=row["observed_at"], status=row["status"], rule=row["rule"],
    )  # fmt: skip


def same_price(one: Reading, other: Reading) -> bool:
    """The same money for the same measure; 1 per 1K tokens is 1000 per 1M tokens."""
    if one.usd_per_mtok is not None and other.usd_per_mtok is not None:
        return one.usd_per_mtok == other.usd_per_mtok
    return (one.amount, one.currency, one.per) == (other.amount, other.currency, other.per)


def ratio(old: Reading, new: Reading) -> Fraction | None:
    """New by old, exact; null where either is free or unknown, or the measures differ."""
    pair = (old.usd_per_mtok, new.usd_per_mtok)
    if None in pair:
        pair = (old.amount, new.amount) if (old.per, old.currency) == (new.per, new.currency) else (None, None)
    before, after = pair
    return Fraction(after) / Fraction(before) if before and after else None


@dataclass(slots=True)
class Book:
    """Every reading of one source."""

    readings: dict[str, list[Reading]] = field(default_factory=dict)
    series: dict[str, dict[str, None]] = field(default_factory=dict)
    things: dict[Thing, dict[str, None]] = field(default_factory=dict)
    absent: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]], absent: Iterable[str]) -> Book:
        """The book of stored rows, oldest first."""
        book = cls(absent=set(absent))
        for row in rows:
            book.add(reading_of(row))
        return book

    def add(self, reading: Reading) -> None:
        """Takes a reading as the newest of its key."""
        self.readings.setdefault(reading.price_key, []).append(reading)
        self.series.setdefault(reading.series_key, {})[reading.price_key] = None
        self.things.setdefault(reading.thing, {})[reading.series_key] = None

    def decide(self, price_id: str, price_key: str, status: str, rule: str | None) -> None:
        """Takes in what was decided about a reading."""
        held = self.readings[price_key]
        held[:] = [replace(one, status=status, rule=rule) if one.price_id == price_id else one for one in held]

    def standing(self, price_key: str) -> Reading | None:
        """The newest accepted reading of one key."""
        return next((one for one in reversed(self.readings.get(price_key, ())) if one.status == "accepted"), None)

    def before(self, new: Reading) -> Reading | None:
        """The accepted price that `new` would follow: of its own dates, else the one that held on its first day."""
        own = self.standing(new.price_key)
        day = new.effective_from or new.observed_at.date()
        if own and (own.effective_to is None or own.effective_to > day):
            return own
        others = [self.standing(key) for key in self.series.get(new.series_key, ())]
        held = [one for one in others if one and (one.effective_from or date.min) <= day]
        return max(held, key=lambda one: (one.effective_from or date.min, one.observed_at), default=None)

    def same_as(self, new: Reading) -> Reading | None:
        """The newest reading of the same key and price that was not accepted."""
        held = self.readings.get(new.price_key, ())
        return next((one for one in reversed(held) if one.status != "accepted" and same_price(one, new)), None)

    def stood(self, new: Reading) -> Reading | None:
        """An accepted reading of this price from before the one that stands."""
        held = [one for one in self.readings.get(new.price_key, ()) if one.status == "accepted"]
        return next((one for one in held[:-1] if same_price(one, new)), None)

    def waiting(self, series_key: str) -> list[Reading]:
        """Readings of a series that wait to be seen again."""
        keys = self.series.get(series_key, ())
        return [one for key in keys for one in self.readings[key] if one.status == "quarantined" and one.rule in CONFIRMABLE]

    def listed(self, day: date) -> Iterator[Reading]:
        """What the source listed when it was last read, prices that have run out aside."""
        for key in self.readings:
            one = self.standing(key)
            if one and key not in self.absent and (one.effective_to is None or one.effective_to > day):
                yield one


# Rules whose readings a second look can confirm; all others need a person.
CONFIRMABLE = frozenset({"single_reading", "page_lost_rows"})


def as_row(reading: Reading, status: str, rule: str, reason: str, at: datetime) -> Row:
    """A verdict of the rules as a row."""
    return {
        "price_id": reading.price_id, "status": status, "rule": rule, "reason": reason, "decided_at": at,
        "decided_by": "rules",
    }  # fmt: skip
