"""Which readings are believed: complete, sane, not contradicted by the page; the rest waits for a person."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from db.records import PricePoint
from ingest.kinds.pricing.names import doubt_of, is_generic
from ingest.kinds.pricing.shapes import Reading
from ingest.kinds.pricing.units import tier_of, unit_of, usd_per_mtok

DEAREST_PER_MTOK = Decimal(2_000)
DEAREST = Decimal(10_000)
QUOTE_LIMIT = 400
_Key = tuple[object, ...]


def price_points(readings: list[Reading], vendor: str) -> list[PricePoint]:
    """Price points in page order, each once; contradictions are quarantined on both sides."""
    points: dict[PricePoint, str | None] = {}
    for reading in readings:
        if point := _point(reading, vendor):
            points.setdefault(point, reading.model_id)
    amounts: dict[_Key, set[Decimal | None]] = defaultdict(set)
    for point, model_id in points.items():
        if point.status == "accepted":
            amounts[_key(point, model_id)].add(point.amount)
    return _once(
        [
            replace(point, status="quarantined", reason="the page prints different prices for the same row")
            if point.status == "accepted" and len(amounts[_key(point, model_id)]) > 1
            else point
            for point, model_id in points.items()
        ]
    )


def _once(points: list[PricePoint]) -> list[PricePoint]:
    """Points without those that say the same in the words of another cell."""
    seen: dict[_Key, PricePoint] = {}
    for point in points:
        seen.setdefault((*_key(point, None), point.amount, point.status, point.reason), point)
    return list(seen.values())


def _key(point: PricePoint, model_id: str | None) -> _Key:
    """What two prices must share to contradict each other."""
    return (
        point.ai_model, model_id, point.unit, point.tier, point.context_over, point.variant,
        point.currency, point.per, point.effective_from,
    )  # fmt: skip


def _point(reading: Reading, vendor: str) -> PricePoint | None:
    """One reading as a price point with its status; null where there is no amount at all."""
    hint = reading.hint
    unit = unit_of(hint)
    if reading.amount is None or not (reading.name or unit):
        return None
    per = "training hour" if unit == "training" and hint.per == "hour" else hint.per
    currency = None if hint.currency == "¥" else hint.currency
    doubts = [*reading.doubts, *_doubts(reading, unit, currency)]
    return PricePoint(
        vendor=vendor,
        ai_model=reading.name,
        unit=unit or "unknown",
        tier=tier_of(hint),
        context_over=hint.over,
        variant=hint.variant,
        currency=currency,
        amount=reading.amount,
        per=per,
        usd_per_mtok=usd_per_mtok(reading.amount, currency, per, unit or ""),
        effective_from=hint.starts,
        effective_to=hint.ends,
        quote=reading.quote.replace("\n", " ")[:QUOTE_LIMIT],
        status="quarantined" if doubts else "accepted",
        reason="; ".join(dict.fromkeys(doubts)) or None,
    )


def _doubts(reading: Reading, unit: str | None, currency: str | None) -> list[str]:
    """Reasons not to believe a reading."""
    hint, found = reading.hint, []
    if not reading.name:
        found.append("no AI model named for this price")
    elif doubt := doubt_of(reading.name):
        found.append(doubt)
    elif unit not in ("tool", "blended") and (hint.per or "").endswith("tokens") and is_generic(reading.name):
        found.append("not the name of an AI model")
    if currency is None:
        found.append("¥ may be yuan or yen here" if hint.currency == "¥" else "no known currency stated")
    if hint.per is None:
        found.append("no unit of sale stated (per how many tokens, images, seconds?)")
    elif unit is None:
        found.append(f"can't tell what is sold per {hint.per}")
    if hint.variant == "long context":
        found.append("a long-context price without the length at which it starts")
    if hint.undated:
        found.append("a date without year or meaning")
    return [*found, *_absurd(reading, unit, currency)]


def _absurd(reading: Reading, unit: str | None, currency: str | None) -> list[str]:
    """Reasons that lie in the number itself."""
    amount, per = reading.amount or Decimal(0), reading.hint.per
    if amount < 0:
        return ["negative price"]
    dollars = usd_per_mtok(amount, currency, per, unit or "")
    if dollars is not None and dollars > DEAREST_PER_MTOK:
        return [f"absurd price: {format(dollars.normalize(), 'f')} USD for 1M tokens"]
    return ["absurd price"] if amount > DEAREST else []
