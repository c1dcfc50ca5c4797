"""What is new: records of one document against what is known of its source; decides, touches nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from db.records import (
    ActionItem,
    Development,
    Document,
    Passage,
    PricePoint,
    Problem,
    Quote,
    Record,
    Score,
    Source,
    TranscriptLink,
    UsagePoint,
)
from ingest import rows
from ingest.accept import Look, judge
from ingest.accept_book import Book
from ingest.rows import Row, content_id

FLOOD = 1000


@dataclass(slots=True)
class Known:
    """What the store already holds of one source."""

    ids: set[str] = field(default_factory=set)
    guids: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    titled: set[tuple[str, str]] = field(default_factory=set)
    others: dict[str, set[str]] = field(default_factory=dict)
    prices: Book = field(default_factory=Book)
    repeated: bool = False
    last_good_at: datetime | None = None
    suspicious_since: datetime | None = None

    def learn(self, row: Row) -> None:
        """Takes a development row as known."""
        self.ids.add(row["development_id"])
        self.titled.add((row["url_key"] or "", row["title"]))
        if row["guid"]:
            self.guids.add(row["guid"])
        if row["url_key"]:
            self.links.add(row["url_key"])


@dataclass(slots=True)
class Decision:
    """The rows to add, by table, and what a reader of the Sources page should know."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: int = 0
    note: str | None = None
    doubt: str | None = None

    def add(self, table: str, row: Row) -> None:
        self.rows.setdefault(table, []).append(row)

    @property
    def new_items(self) -> int:
        return sum(
            len(found) for table, found in self.rows.items() if table not in ("problem", "transcript_link")
        )


def known_entries(entries: Iterable[tuple[str, str, str, str]]) -> Known:
    """Known from (development_id, guid, url_key, title) rows."""
    known = Known()
    for development_id, guid, key, title in entries:
        known.learn({"development_id": development_id, "guid": guid, "url_key": key, "title": title})
    return known


def _is_known(row: Row, known: Known, links: Counter[str], guids: Counter[str]) -> bool:
    key, guid = row["url_key"] or "", row["guid"] or ""
    if (key, row["title"]) in known.titled:
        return True
    if guid and guids[guid] == 1 and guid in known.guids:
        return True
    # The same link under another title is an edit, unless many entries share the link (a page of news).
    return bool(key) and links[key] == 1 and key in known.links and (not guid or rows.url_key(guid) == key)


def new_developments(
    source: Source, document: Document, found: Sequence[Development], known: Known
) -> list[Row]:
    """Rows of the developments not known yet, oldest place first; `known` learns them."""
    made = [rows.development_row(source, document, development) for development in found]
    links = Counter(row["url_key"] or "" for row in made)
    guids = Counter(row["guid"] or "" for row in made)
    fresh = []
    for row in made:
        if _is_known(row, known, links, guids):
            continue
        if row["development_id"] in known.ids:
            row["development_id"] = content_id(source.id, row["url_key"], row["guid"], row["title"])
            if row["development_id"] in known.ids:
                continue
        known.learn(row)
        fresh.append(row)
    return fresh


def decide(source: Source, document: Document, records: Sequence[Record], known: Known) -> Decision:
    """The rows that one parsed document adds to the store. Deterministic; a second call adds nothing."""
    made = Decision()
    developments = [record for record in records if isinstance(record, Development)]
    had_any = bool(known.ids)
    for row in new_developments(source, document, developments, known):
        made.add("development", row)
    if had_any and len(made.rows.get("development", ())) > FLOOD:
        made.note = (
            f"{len(made.rows['development'])} new entries at once: look whether the source changed its ids"
        )
    stated = [record.published_at for record in developments if record.published_at]
    stated_at = rows.believable(min(stated), document.observed_at) if stated else None
    place = 0
    for record in records:
        match record:
            case Passage():
                _once(made, known, "passage", rows.passage_row(source, document, place, record))
                place += 1
            case Quote():
                _once(made, known, "quote", rows.quote_row(source, document, record))
            case ActionItem():
                row = rows.action_row(source, document, record, stated_at or document.observed_at)
                _once(made, known, "action_item", row)
                if record.done is not None:
                    _once(made, known, "action_mark", rows.mark_row(source, document, row, record.done))
            case Score():
                scored = rows.score_row(source, document, record)
                if scored:
                    _once(made, known, "score", scored)
            case UsagePoint():
                _once(made, known, "usage_point", rows.usage_row(source, document, record))
            case TranscriptLink():
                _once(made, known, "transcript_link", rows.link_row(source, document, record))
            case Problem():
                made.problems += 1
                made.note = made.note or record.message
                made.add("problem", rows.problem_row(source, document, record))
            case _:
                pass
    _weigh_prices(source, document, records, known, made)
    return made


def _weigh_prices(
    source: Source, document: Document, records: Sequence[Record], known: Known, made: Decision
) -> None:
    """Adds the prices that are new, with what the rules of acceptance say of them."""
    points = [record for record in records if isinstance(record, PricePoint)]
    if not points:
        return
    priced = rows.price_rows(source, document, points, known.prices.series)
    told = tuple(f"{record.message} {record.where}" for record in records if isinstance(record, Problem))
    look = Look(document.observed_at, known.repeated, known.last_good_at, known.suspicious_since, told)
    outcome = judge(priced, known.prices, look)
    tables = {
        "price_point": outcome.points,
        "price_verdict": outcome.verdicts,
        "price_absence": outcome.absences,
    }
    for table, found in tables.items():
        for row in found:
            made.add(table, row)
    made.doubt = outcome.doubt


ID_COLUMNS = {
    "passage": "passage_id",
    "quote": "quote_id",
    "action_item": "action_id",
    "action_mark": "mark_id",
    "score": "score_id",
    "usage_point": "usage_id",
    "transcript_link": "url",
}


def _once(made: Decision, known: Known, table: str, row: Row) -> None:
    seen = known.others.setdefault(table, set())
    key = row[ID_COLUMNS[table]]
    if key not in seen:
        seen.add(key)
        made.add(table, row)
