"""What every price catalogue shares: exact JSON numbers, the checks on one price, and its row."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from db.records import PricePoint, Problem, Record
from ingest.errors import ParseError
from ingest.text import one_line
from models.ai_models import vendor_id

TOKENS = "1M tokens"
TIERS = ("batch", "flex", "priority", "fast", "off_peak", "peak", "fine_tuned")
MOST_PROBLEMS = 200
_DEAREST = {TOKENS: Decimal(10_000), "token": Decimal("0.01")}
_DEAREST_OTHER = Decimal(100_000)
_LONGEST_NUMBER = 40
_LONGEST_PROMPT = 1_000_000_000
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?")
_FREE = re.compile(r"\bfree\b", re.IGNORECASE)
_TAG = re.compile(r":(batch|free|thinking|extended|nitro|floor|fast|flex|priority)$")
_REGION = re.compile(r"(?:^|/)(us|eu|apac|ap|au|jp|ca|sa|me|global|regional|us-gov)\.[a-z0-9]+\.")
_ZONE = re.compile(r"(?:^|/)((?:us|eu|ap|ca|sa|me|af|il)-(?:gov-)?[a-z]+-\d)/")


@dataclass(frozen=True, slots=True)
class Offer:
    """What the prices of one entry share."""

    vendor: str
    ai_model: str
    tier: str = "standard"
    variant: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    free: bool = False


@dataclass(slots=True)
class Rows:
    """The records of one document; problems beyond a bound are counted, not kept."""

    records: list[Record] = field(default_factory=list)
    problems: int = 0

    def price(
        self,
        offer: Offer,
        key: str,
        number: object,
        unit: str,
        per: str = TOKENS,
        context_over: int | None = None,
        variant: str | None = None,
    ) -> None:
        """One price as a row, or as a problem where the number can't be one; null gives neither."""
        if number is None:
            return
        amount, wrong = exact(number, per)
        if amount is None:
            self.problem(f"expected a price, found {wrong}", f"{offer.vendor} {offer.ai_model} {key}")
            return
        said = ", ".join(filter(None, [offer.variant, variant])) or None
        unsure = amount == 0 and not offer.free
        self.records.append(
            PricePoint(
                vendor=offer.vendor,
                ai_model=offer.ai_model,
                unit=unit,
                tier=offer.tier,
                context_over=context_over,
                variant=said,
                amount=amount,
                per=per,
                usd_per_mtok=_per_million(amount, per),
                effective_from=offer.effective_from,
                effective_to=offer.effective_to,
                quote=f"{one_line(key, 80)}: {str(number).strip().lower()}",
                status="quarantined" if unsure else "accepted",
                reason="the catalogue prints 0, which may mean free or not known" if unsure else None,
            )
        )

    def problem(self, message: str, where: str) -> None:
        """One thing that could not be read."""
        self.problems += 1
        if self.problems <= MOST_PROBLEMS:
            self.records.append(Problem(message, one_line(where, 200)))

    def finished(self) -> list[Record]:
        """All records, with one problem that counts those left out."""
        if self.problems > MOST_PROBLEMS:
            left = self.problems - MOST_PROBLEMS
            self.records.append(Problem(f"{left} further entries could not be read", "document"))
        return self.records


def offer_of(vendor: object, ai_model: object, name: object = None) -> Offer | None:
    """The offer of one entry, with the tier, region and variant that its id carries; null without an id."""
    written = one_line(ai_model if isinstance(ai_model, str) else "", 200)
    if not written:
        return None
    tag = _TAG.search(written)
    word = tag[1] if tag else None
    region = _REGION.search(written) or _ZONE.search(written)
    variant = [word if word not in TIERS else None, region[1] if region else None]
    called = f"{written} {name if isinstance(name, str) else ''}"
    return Offer(
        vendor=vendor_id(one_line(str(vendor), 80)),
        ai_model=written,
        tier=word if word in TIERS else "standard",
        variant=", ".join(filter(None, variant)) or None,
        free=_FREE.search(called) is not None,
    )


def load_json(body: bytes, expected: str = "a price catalogue as JSON") -> Any:
    """The document with exact numbers; broken JSON is refused as a whole, so that nothing seems retired."""
    try:
        text = body.decode("utf-8-sig")
        return json.loads(text, parse_float=_number, parse_int=_number, parse_constant=str)
    except (ValueError, RecursionError) as error:
        raise ParseError(expected, one_line(str(error), 160)) from error


def _number(text: str) -> Decimal | str:
    """A JSON number, exact; one that is far too long stays text and fails where it is used."""
    return Decimal(text) if len(text) <= _LONGEST_NUMBER and _NUMBER.fullmatch(text) else text


def exact(value: object, per: str) -> tuple[Decimal | None, str]:
    """The amount, or null and what was found instead."""
    if isinstance(value, str):
        number = _number(value.strip())
        if isinstance(number, str):
            return None, f"the text {one_line(value, 60)!r}"
        value = number
    if not isinstance(value, Decimal):
        return None, type(value).__name__
    if value < 0:
        return None, f"a price below zero: {value}"
    if value > _DEAREST.get(per, _DEAREST_OTHER) or (value and value.adjusted() < -15):
        return None, f"an absurd price: {value}"
    return plain(value), ""


def edge(value: object) -> int | None:
    """A prompt length in whole tokens; null for anything else."""
    number = value if isinstance(value, Decimal) else None
    if number is None or not 0 <= number <= _LONGEST_PROMPT or number != number.to_integral_value():
        return None
    return int(number)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent and without zeros at its end."""
    short = value.normalize()
    exponent = short.as_tuple().exponent
    return short.quantize(Decimal(1)) if isinstance(exponent, int) and exponent > 0 else short


def _per_million(amount: Decimal, per: str) -> Decimal | None:
    if per == TOKENS:
        return amount
    return plain(amount.scaleb(6)) if per == "token" else None


def as_date(value: object) -> date | None:
    """A date as catalogues write it; null for anything else."""
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None


def listed(value: object) -> list[Any]:
    """A JSON list; an empty one for anything else."""
    return value if isinstance(value, list) else []


def entries(mapping: object) -> Iterator[tuple[str, dict[str, Any]]]:
    """The entries of a JSON object that are objects themselves."""
    if isinstance(mapping, dict):
        yield from ((str(key), value) for key, value in mapping.items() if isinstance(value, dict))
