"""The nouns: frozen records that parsers print, the store keeps and every wing may read."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field, fields
from datetime import date, datetime, timezone
from decimal import Decimal

KINDS = (
    "feed",
    "changelog",
    "pricing_page",
    "price_catalogue",
    "podcast",
    "transcript",
    "brief",
    "scores",
    "usage",
)


@dataclass(frozen=True, slots=True)
class Source:
    """One watched address (a row of a sources file). `url` or `path` is set, never both; cadence in seconds."""

    id: str
    vendor: str
    kind: str
    title: str
    licence: str
    cadence_s: int
    url: str | None = None
    path: str | None = None
    layout: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """Raw bytes as they came, addressed by their sha256; never edited.

    `observed_at` is the moment of the fetch in UTC: parsers use it as their only clock.
    `episode` and `published_at` are set where a podcast feed announced this transcript.
    """

    source_id: str
    body: bytes
    observed_at: datetime
    url: str | None = None
    media_type: str | None = None
    episode: str | None = None
    published_at: datetime | None = None
    document_id: str = field(init=False)  # sha256 of the bytes, in hex

    def __post_init__(self) -> None:
        """Hashes once: every row of the document names it."""
        object.__setattr__(self, "document_id", hashlib.sha256(self.body).hexdigest())


@dataclass(frozen=True, slots=True)
class Development:
    """A dated thing that a vendor did. `published_at` is the vendor's own claim, UTC, null where unknown."""

    title: str
    body: str | None = None
    url: str | None = None
    guid: str | None = None
    published_at: datetime | None = None
    author: str | None = None
    quote: str | None = None
    vendor: str | None = None


@dataclass(frozen=True, slots=True)
class PricePoint:
    """One price seen. `amount` is exact, in `currency` for one `per`; null where the page gives no number."""

    vendor: str
    ai_model: str
    unit: str
    tier: str = "standard"
    context_over: int | None = None
    variant: str | None = None
    currency: str | None = "USD"
    amount: Decimal | None = None
    per: str | None = None
    usd_per_mtok: Decimal | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    quote: str | None = None
    status: str = "accepted"
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """One addressable stretch of a transcript; times in seconds from the start of the episode."""

    text: str
    speaker: str | None = None
    starts_s: float | None = None
    ends_s: float | None = None


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a document gives to a speaker; offsets are characters of the document's text, end exclusive."""

    text: str
    speaker: str | None = None
    starts: int | None = None
    ends: int | None = None


@dataclass(frozen=True, slots=True)
class ActionItem:
    """A recommended step. `horizon` is next_quarter, long_term or null; offsets as in Quote.

    `done` is what the list itself says of the item, null where it says nothing.
    """

    title: str | None
    text: str
    horizon: str | None = None
    horizon_text: str | None = None
    owner: str | None = None
    due: date | None = None
    starts: int | None = None
    ends: int | None = None
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Score:
    """One published result of an AI model on a named benchmark; `cost_usd` is that of the whole run."""

    ai_model: str
    benchmark: str
    value: Decimal
    unit: str
    variant: str | None = None
    run_on: date | None = None
    cost_usd: Decimal | None = None
    input_tokens: int | None = None
    output_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class UsagePoint:
    """One reading of how much a runtime is used (downloads, rank, stars …)."""

    runtime: str
    metric: str
    observed_at: datetime
    value: Decimal


@dataclass(frozen=True, slots=True)
class TranscriptLink:
    """A transcript that an episode names; the pipeline fetches it, parsers never do."""

    url: str
    media_type: str | None = None
    episode: str | None = None
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a parser could not read: what was expected and found, and where."""

    message: str
    where: str | None = None


Record = (
    Development | PricePoint | Passage | Quote | ActionItem | Score | UsagePoint | TranscriptLink | Problem
)

NAMES: dict[type, str] = {
    Development: "development",
    PricePoint: "price_point",
    Passage: "passage",
    Quote: "quote",
    ActionItem: "action_item",
    Score: "score",
    UsagePoint: "usage_point",
    TranscriptLink: "transcript_link",
    Problem: "problem",
}


def stamp(moment: datetime) -> str:
    """UTC time as ISO 8601 with a Z; naive times are taken as UTC."""
    at = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def _plain(value: object) -> object:
    """A JSON value: decimals become strings so that no digit is lost."""
    if isinstance(value, datetime):
        return stamp(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    return value


def to_json(record: Record) -> str:
    """One record as one JSON line with its kind under `record` (design.md section 5)."""
    row: dict[str, object] = {"record": NAMES[type(record)]}
    row |= {one.name: _plain(getattr(record, one.name)) for one in fields(record)}
    return json.dumps(row, ensure_ascii=False)
