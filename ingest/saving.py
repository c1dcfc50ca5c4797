"""Attempts -> rows in the store, one transaction for a batch: what was fetched and what it said stand or fall together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from db.records import PricePoint, Problem
from db.store import Row, Store
from ingest.attempt import Attempt, LastLook
from ingest.confirm import confirmed_by_unchanged, known_prices
from ingest.decide import ID_COLUMNS, Decision, Known, decide, known_entries
from ingest.due import GOOD, failures_after, next_due

RECORD_TABLES = {
    "Passage": ("passage",),
    "Quote": ("quote",),
    "ActionItem": ("action_item", "action_mark"),
    "Score": ("score",),
    "UsagePoint": ("usage_point",),
    "TranscriptLink": ("transcript_link",),
}


@dataclass(slots=True)
class Saved:
    """What one batch added."""

    added: int = 0
    developments: int = 0
    looks: dict[str, LastLook] = field(default_factory=dict)
    news: dict[str, int] = field(default_factory=dict)


def known_of(store: Store, attempt: Attempt, last: LastLook) -> Known:
    """What the store holds of the source, as far as these records can touch it."""
    records, source_id = attempt.records or [], attempt.source.id
    known = known_entries(store.rows("known_entries", [source_id]))
    told = {type(record).__name__ for record in records} & set(RECORD_TABLES)
    for table in (table for name in told for table in RECORD_TABLES[name]):
        found = store.rows("known_ids", [source_id], table=table, column=ID_COLUMNS[table])
        known.others[table] = {row[0] for row in found}
    if attempt.document and any(isinstance(record, PricePoint) for record in records):
        known.prices = known_prices(store, source_id)
        known.repeated = store.rows("looks_with", [source_id, attempt.document.document_id])[0][0] > 0
        known.last_good_at = last.last_good_at
        known.suspicious_since = store.rows("suspicious_since", [source_id, last.last_good_at])[0][0]
    return known


def judged(attempt: Attempt, decision: Decision) -> Attempt:
    """The attempt with the state that its records deserve."""
    if decision.note and not attempt.sentence:
        attempt.sentence = decision.note
    if decision.doubt:
        attempt.state, attempt.sentence = "suspicious", decision.doubt
    elif decision.problems:
        only = all(isinstance(record, Problem) for record in attempt.records or ())
        attempt.state = "suspicious" if only else "partial"
    elif decision.note:
        attempt.state = "suspicious"
    return attempt


def _document_row(store: Store, attempt: Attempt, run_id: str) -> Row | None:
    document = attempt.document
    if document is None or store.rows("known_document", [document.document_id, attempt.source.id])[0][0]:
        return None
    return {
        "document_id": document.document_id,
        "source_id": attempt.source.id,
        "url": attempt.url,
        "media_type": document.media_type,
        "bytes": len(document.body),
        "observed_at": document.observed_at,
        "episode": document.episode,
        "published_at": document.published_at,
        "run_id": run_id,
    }


def _fetch_row(attempt: Attempt, last: LastLook, run_id: str, new_items: int) -> Row:
    failures = failures_after(attempt, last)
    good = attempt.state in GOOD
    stored = good and (attempt.document is not None or attempt.state == "unchanged")
    return {
        "run_id": run_id,
        "source_id": attempt.source.id,
        "url": attempt.url,
        "attempted_at": attempt.at,
        "state": attempt.state,
        "status": attempt.status,
        "bytes": attempt.bytes,
        "ms": attempt.ms,
        "etag": attempt.etag,
        "last_modified": attempt.last_modified,
        "sentence": attempt.sentence,
        "document_id": (attempt.document.document_id if attempt.document else last.document_id)
        if stored
        else None,
        "new_items": new_items,
        "consecutive_failures": failures,
        "last_good_at": attempt.at if good else last.last_good_at,
        "next_due_at": next_due(attempt, failures),
    }


def save(store: Store, attempts: Sequence[Attempt], looks: dict[str, LastLook], run_id: str) -> Saved:
    """Adds what the attempts brought, all in one transaction."""
    saved = Saved()
    rows: dict[str, list[Row]] = {}
    for attempt in attempts:
        last = looks.get(attempt.source.id, LastLook())
        decision = Decision()
        if attempt.records is not None and attempt.document is not None:
            decision = decide(
                attempt.source, attempt.document, attempt.records, known_of(store, attempt, last)
            )
            judged(attempt, decision)
        elif attempt.state == "unchanged":
            for row in confirmed_by_unchanged(store, attempt, last):
                decision.add("price_verdict", row)
        _gather(rows, store, attempt, decision, run_id)
        if not attempt.follows:
            row = _fetch_row(attempt, last, run_id, decision.new_items)
            rows.setdefault("fetch", []).append(row)
            saved.looks[attempt.source.id] = look_after(row, last)
        saved.added += decision.new_items
        saved.news[attempt.source.id] = decision.new_items
        saved.developments += len(decision.rows.get("development", ()))
    with store.transaction():
        for table, found in rows.items():
            store.insert(table, found)
    return saved


def _gather(
    rows: dict[str, list[Row]], store: Store, attempt: Attempt, decision: Decision, run_id: str
) -> None:
    document = _document_row(store, attempt, run_id)
    if document:
        rows.setdefault("document", []).append(document)
    for table, found in decision.rows.items():
        rows.setdefault(table, []).extend(found)
    if attempt.follows and attempt.state not in GOOD:
        rows.setdefault("problem", []).append(
            {
                "document_id": attempt.document.document_id if attempt.document else "",
                "source_id": attempt.source.id,
                "message": attempt.sentence or "",
                "where": attempt.url,
                "observed_at": attempt.at,
            }
        )


def look_after(row: Row, last: LastLook) -> LastLook:
    """The last look, as the next pass will read it from the row."""
    stored = row["document_id"] is not None
    return LastLook(
        state=row["state"],
        sentence=row["sentence"],
        last_good_at=row["last_good_at"],
        consecutive_failures=row["consecutive_failures"],
        next_due_at=row["next_due_at"],
        etag=row["etag"] if stored else last.etag,
        last_modified=row["last_modified"] if stored else last.last_modified,
        document_id=row["document_id"] if stored else last.document_id,
        url=row["url"],
    )


def read_looks(store: Store) -> dict[str, LastLook]:
    """The last look at every source."""
    return {
        row[0]: LastLook(
            state=row[1],
            sentence=row[2],
            last_good_at=row[4],
            consecutive_failures=row[5],
            next_due_at=row[6],
            etag=row[7],
            last_modified=row[8],
            document_id=row[9],
            url=row[10],
        )
        for row in store.rows("source_states")
    }
