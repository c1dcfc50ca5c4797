"""Prices that waited: confirmed by an unchanged page, by another source, or decided by a person."""

from __future__ import annotations

from datetime import datetime

from db import desk_reviews
from db.store import Row, Store
from ingest.accept_book import CONFIRMABLE, Book
from ingest.attempt import Attempt, LastLook

PRICED = frozenset({"pricing_page", "price_catalogue"})
COLUMNS = (
    "price_id", "price_key", "series_key", "vendor", "ai_model", "unit", "tier", "context_over", "variant", "currency",
    "per", "amount", "usd_per_mtok", "effective_from", "effective_to", "observed_at", "status", "rule",
)  # fmt: skip


def known_prices(store: Store, source_id: str) -> Book:
    """Every reading of the source, and what it did not list when it was last read."""
    rows = (dict(zip(COLUMNS, row, strict=True)) for row in store.rows("known_prices", [source_id]))
    return Book.of(rows, (key for (key,) in store.rows("absent_prices", [source_id])))


def confirmed_by_unchanged(store: Store, attempt: Attempt, last: LastLook) -> list[Row]:
    """Verdicts on the readings of a page that a later day finds unchanged."""
    document_id = attempt.document.document_id if attempt.document else last.document_id
    if attempt.source.kind not in PRICED or document_id is None:
        return []
    asked = [attempt.source.id, document_id, sorted(CONFIRMABLE), attempt.at]
    reason = f"the page was the same on {attempt.at.date()}"
    return [_accepted(price_id, "second_reading", reason, attempt.at) for (price_id,) in store.rows("waiting_prices", asked)]


def settle_prices(store: Store, now: datetime) -> bool:
    """Takes in what people decided and what another source confirms; true where something was settled."""
    found = [
        _accepted(price_id, "second_source", f"{other} says the same", now)
        for price_id, other in store.rows("prices_said_elsewhere", [sorted(CONFIRMABLE)])
    ]
    found += _reviewed(store)
    if found:
        with store.transaction():
            store.insert("price_verdict", found)
    return bool(found)


def _accepted(price_id: str, rule: str, reason: str, at: datetime) -> Row:
    return {
        "price_id": price_id, "status": "accepted", "rule": rule, "reason": reason, "decided_at": at,
        "decided_by": "rules",
    }  # fmt: skip


def _reviewed(store: Store) -> list[Row]:
    """What people decided since the last pass."""
    reviews = desk_reviews.price_reviews(store.files.data)
    if not reviews:
        return []
    taken = set(store.rows("verdicts_of_people"))
    rows = []
    for one in reviews:
        at = datetime.fromisoformat(one.at)
        if (one.price_id, at, one.by) not in taken:
            reason = one.note or f"{one.verdict} by {one.by}"
            rows.append({
                "price_id": one.price_id, "status": one.verdict, "rule": "person", "reason": reason, "decided_at": at,
                "decided_by": one.by,
            })  # fmt: skip
    return rows
