"""Records -> rows of the store, with ids from content; pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Container, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from db.records import (
    ActionItem,
    Development,
    Document,
    Passage,
    PricePoint,
    Problem,
    Quote,
    Score,
    Source,
    TranscriptLink,
    UsagePoint,
)
from ingest.text import canonical_url
from models.ai_models import offer_slug

Row = dict[str, Any]
EARLIEST_YEAR = 1995
EXACT = Decimal("0.000000000001")


def content_id(*parts: object) -> str:
    """32 hex digits that depend on the parts alone."""
    return hashlib.sha256(
        "\x1f".join("" if part is None else str(part) for part in parts).encode()
    ).hexdigest()[:32]


def exact(value: Decimal | None) -> Decimal | None:
    """A decimal that fits decimal(28, 12); null for one that does not (absurdly large)."""
    if value is None or not value.is_finite() or abs(value) >= Decimal(10) ** 15:
        return None
    return value.quantize(EXACT, rounding=ROUND_HALF_EVEN)


def believable(claimed: datetime | None, observed: datetime) -> datetime | None:
    """The vendor's date unless it lies more than a day ahead of when we saw it, or before the web."""
    if claimed is None or claimed.year < EARLIEST_YEAR or claimed > observed + timedelta(days=1):
        return None
    return claimed


def url_key(url: str | None) -> str | None:
    """What makes two links the same link: trackers, trailing slash and host case aside."""
    return canonical_url(url) if url else None


def development_row(source: Source, document: Document, found: Development) -> Row:
    """The row of one development; its id comes from source and link, else guid, else title.

    In a changelog the version comes first: anchors of headings collide and move when a date is added.
    """
    dated = believable(found.published_at, document.observed_at)
    key = url_key(found.url)
    named = found.guid or key if source.kind == "changelog" else key or found.guid
    return {
        "development_id": content_id(source.id, named or found.title),
        "source_id": source.id,
        "vendor": found.vendor or source.vendor,
        "kind": source.kind,
        "title": found.title,
        "body": found.body,
        "url": found.url,
        "url_key": key,
        "guid": found.guid,
        "author": found.author,
        "quote": found.quote,
        "claimed_at": found.published_at,
        "published_at": dated or document.observed_at,
        "dated_by": "vendor" if dated else "first_seen",
        "observed_at": document.observed_at,
        "language": None,
        "document_id": document.document_id,
    }


def passage_row(source: Source, document: Document, at: int, found: Passage) -> Row:
    """The row of one passage; `at` is its place within the transcript."""
    return {
        "passage_id": content_id(document.document_id, at),
        "source_id": source.id,
        "document_id": document.document_id,
        "episode": document.episode,
        "published_at": document.published_at,
        "ordinal": at,
        **asdict(found),
    }


def quote_row(source: Source, document: Document, found: Quote) -> Row:
    """The row of one quote."""
    return {
        "quote_id": content_id(source.id, found.speaker, found.text),
        "source_id": source.id,
        "document_id": document.document_id,
        "starts_s": None,
        **asdict(found),
    }


def action_row(source: Source, document: Document, found: ActionItem, stated_at: datetime) -> Row:
    """The row of one action item; its id stays when the brief is read again."""
    return {
        "action_id": content_id(source.id, found.horizon, found.title, found.text),
        "source_id": source.id,
        "document_id": document.document_id,
        "stated_at": stated_at,
        **{name: value for name, value in asdict(found).items() if name != "done"},
    }


def mark_row(source: Source, document: Document, action: Row, done: bool) -> Row:
    """The row that says what one document makes of one action item: done, or not yet."""
    return {
        "mark_id": content_id(action["action_id"], document.document_id),
        "action_id": action["action_id"],
        "source_id": source.id,
        "document_id": document.document_id,
        "stated_at": action["stated_at"],
        "done": done,
    }


def name_key(ai_model: str) -> str:
    """A printed name without what comes and goes: case, dashes, a mark such as (Beta)."""
    offered = offer_slug(ai_model) if ai_model.isascii() else ""
    return offered or " ".join(ai_model.casefold().split())


def thing_of(
    vendor: str, ai_model: str, unit: str, tier: str, context_over: int | None, variant: str | None
) -> tuple[object, ...]:
    """What is sold, whatever the money and the measure it is priced in."""
    return vendor, name_key(ai_model), unit, tier, context_over, variant


def _measure(per: str | None) -> str | None:
    """Prices of tokens are one measure, however many tokens they are for."""
    return "tokens" if per and re.fullmatch(r"(?:\S+ )?tokens?", per) else per


def price_row(source: Source, document: Document, found: PricePoint, to_the_letter: bool = False) -> Row:
    """The row of one price reading; readings of one `series_key` are prices of the same thing in the same money.

    `to_the_letter` keeps names apart that differ only in a mark such as (Beta).
    """
    thing = thing_of(found.vendor, found.ai_model, found.unit, found.tier, found.context_over, found.variant)
    letters = [found.ai_model] if to_the_letter else []
    series = content_id(source.id, *thing, found.currency, _measure(found.per), *letters)
    key = content_id(series, found.effective_from)
    row = asdict(found) | {"amount": exact(found.amount), "usd_per_mtok": exact(found.usd_per_mtok)}
    return {
        "price_id": content_id(
            key, row["amount"], found.currency, found.per, document.observed_at.isoformat()
        ),
        "price_key": key,
        "series_key": series,
        "source_id": source.id,
        "document_id": document.document_id,
        "observed_at": document.observed_at,
        "rule": None,
        **row,
    }


def price_rows(
    source: Source, document: Document, found: Sequence[PricePoint], known_series: Container[str]
) -> list[Row]:
    """The rows of one document; where it lists "GLM 5" beside "GLM 5 (Beta)", these stay two offers from then on."""
    made = [price_row(source, document, point) for point in found]
    names: dict[str, set[str]] = {}
    for row in made:
        names.setdefault(row["price_key"], set()).add(row["ai_model"])
    for at, row in enumerate(made):
        rivals = names[row["price_key"]]
        marked = len(rivals) > 1 and row["ai_model"] != min(rivals, key=lambda name: (len(name), name))
        if marked or "(" in row["ai_model"]:
            apart = price_row(source, document, found[at], to_the_letter=True)
            made[at] = apart if marked or apart["series_key"] in known_series else row
    _until_the_next(made)
    return made


def _until_the_next(made: Sequence[Row]) -> None:
    """A price without an end holds until the next dated price of the same series begins."""
    starts: dict[str, set[date]] = {}
    for row in made:
        if row["effective_from"]:
            starts.setdefault(row["series_key"], set()).add(row["effective_from"])
    for row in made:
        later = [
            day
            for day in starts.get(row["series_key"], ())
            if row["effective_from"] is None or day > row["effective_from"]
        ]
        if later and row["effective_to"] is None:
            row["effective_to"] = min(later)


def score_row(source: Source, document: Document, found: Score) -> Row | None:
    """The row of one score; null for a value that is no believable number."""
    row = asdict(found) | {"value": exact(found.value), "cost_usd": exact(found.cost_usd)}
    if row["value"] is None:
        return None
    return {
        "score_id": content_id(source.id, *row.values()),
        "source_id": source.id,
        "document_id": document.document_id,
        "observed_at": document.observed_at,
        **row,
    }


def usage_row(source: Source, document: Document, found: UsagePoint) -> Row:
    """The row of one usage reading."""
    return {
        "usage_id": content_id(source.id, found.runtime, found.metric, found.observed_at),
        "source_id": source.id,
        "document_id": document.document_id,
        **asdict(found),
    }


def link_row(source: Source, document: Document, found: TranscriptLink) -> Row:
    """The row of one transcript that an episode names."""
    return {"source_id": source.id, "seen_at": document.observed_at, **asdict(found)}


def problem_row(source: Source, document: Document, found: Problem) -> Row:
    """The row of what a parser could not read."""
    return {
        "document_id": document.document_id,
        "source_id": source.id,
        "observed_at": document.observed_at,
        "message": found.message[:500],
        "where": found.where,
    }
