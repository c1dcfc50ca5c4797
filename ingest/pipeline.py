"""The order of a pass, and nothing else: look, save, follow, infer, publish."""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from db import desk
from db.publish import next_name, publish
from db.records import Document, Source
from db.store import Store
from ingest.attempt import Attempt, LastLook
from ingest.confirm import settle_prices
from ingest.corrected_stories import settle_stories
from ingest.corrections import copy_corrections
from ingest.due import GOOD
from ingest.indexing import index_pending
from ingest.infer import Understanding, head_figures, infer_pending, names
from ingest.live import Live
from ingest.refitting import bring_head, head_at_hand
from ingest.saving import Saved, read_looks, save
from ingest.spoken import mention_pending
from ingest.vocabulary import copy_vocabularies, name_ai_models
from ingest.workers import Workers

log = logging.getLogger(__name__)
BATCH_ROWS = 1500
BATCH_S = 1.0
EARLY_PUBLISH = 400  # more pending than this: readers get the items first, their themes in a second snapshot


@dataclass(slots=True)
class PassResult:
    """What one pass did."""

    run_id: str
    sources: int = 0
    failed: int = 0
    added: int = 0
    developments: int = 0
    tagged: int = 0
    pending: str | None = None
    snapshot: str | None = None
    lines: list[dict[str, object]] = field(default_factory=list)


def run_pass(
    store: Store,
    sources: Sequence[Source],
    workers: Workers,
    understanding: Understanding | None,
    live: Live,
    now: datetime,
) -> PassResult:
    """One pass over `sources`; a source's failure is its own row, anything else ends the pass loudly."""
    result = PassResult(run_id=f"{time.time_ns():020d}", sources=len(sources))
    before = _troubles(store)
    live.start(len(sources), now)
    if sources:
        store.insert(
            "run",
            [{"run_id": result.run_id, "started_at": now, "outcome": "running", "sources": len(sources)}],
        )
    looks = read_looks(store)
    _collect(store, sources, workers, looks, live, now, result)
    _follow(store, sources, workers, looks, live, now, result)
    changed = result.added > 0 or before != _troubles(store)
    changed |= copy_vocabularies(store)
    changed |= name_ai_models(store)
    changed |= index_pending(store)
    changed |= bool(store.rows("any_price")) and settle_prices(store, now)
    changed |= copy_desk(store)
    changed |= copy_corrections(store)
    changed |= settle_stories(store, names()[0])
    changed |= not store.files.pointer.exists()
    if understanding is not None:
        changed = _infer(store, understanding, live, now, result, changed)
    if changed:
        result.snapshot = next_name(store)
    if sources:
        ended = [
            now,
            "done",
            result.sources,
            result.failed,
            result.developments,
            result.snapshot,
            result.run_id,
        ]
        store.run("end_run", ended)
    if changed:
        live.tell("publishing")
        publish(store, now, embedder=names()[0], head=head_figures(head_at_hand(store)))
    live.finish(sources, looks, now)
    log.info(
        "pass ended sources=%d failed=%d new=%d snapshot=%s",
        result.sources,
        result.failed,
        result.added,
        result.snapshot,
    )
    return result


def _troubles(store: Store) -> set[tuple[str, str]]:
    return {(row[0], row[1]) for row in store.rows("trouble")}


def _collect(
    store: Store,
    sources: Sequence[Source],
    workers: Workers,
    looks: dict[str, LastLook],
    live: Live,
    now: datetime,
    result: PassResult,
) -> None:
    """Looks at every source and saves in batches, so that a crash costs little and small sources cost no transaction each."""
    waiting: list[Attempt] = []
    started = time.monotonic()
    for done, attempt in enumerate(workers.attempts(list(sources), looks, now), start=1):
        waiting.append(attempt)
        live.tell("fetching", done, len(sources), attempt.source.title)
        full = sum(len(one.records or ()) for one in waiting) >= BATCH_ROWS
        if full or time.monotonic() - started > BATCH_S:
            _save(store, waiting, looks, result)
            waiting, started = [], time.monotonic()
    _save(store, waiting, looks, result)


def _save(store: Store, attempts: list[Attempt], looks: dict[str, LastLook], result: PassResult) -> None:
    if not attempts:
        return
    saved: Saved = save(store, attempts, looks, result.run_id)
    looks |= saved.looks
    result.added += saved.added
    result.developments += saved.developments
    for attempt in attempts:
        bad = attempt.state not in GOOD
        result.failed += bad and not attempt.follows
        result.lines.append(
            {
                "source": attempt.source.id,
                "state": attempt.state,
                "sentence": attempt.sentence,
                "new": saved.news.get(attempt.source.id, 0),
            }
        )
        log.info(
            "looked source=%s state=%s status=%s bytes=%s ms=%s",
            attempt.source.id,
            attempt.state,
            attempt.status,
            attempt.bytes,
            attempt.ms,
        )


def _follow(
    store: Store,
    sources: Sequence[Source],
    workers: Workers,
    looks: dict[str, LastLook],
    live: Live,
    now: datetime,
    result: PassResult,
) -> None:
    """Fetches transcripts that episodes name and that are not here yet."""
    by_id = {source.id: source for source in sources}
    pending = [row for row in store.rows("pending_links") if row[1] in by_id]
    for done, (url, source_id, episode, published_at) in enumerate(pending, start=1):
        live.tell("transcripts", done, len(pending), episode)
        like = Document(source_id, b"", now, episode=episode, published_at=published_at)
        _save(store, [workers.follow(by_id[source_id], url, now, like)], looks, result)


def _infer(
    store: Store, understanding: Understanding, live: Live, now: datetime, result: PassResult, changed: bool
) -> bool:
    """Tags what is pending; a large backlog is published untagged first. Returns whether there is news to publish."""

    def tell(done: int, total: int) -> None:
        live.tell("tagging", done, total)

    if changed and result.developments > EARLY_PUBLISH:
        live.tell("publishing")
        publish(store, now, embedder=names()[0], head=head_figures(head_at_hand(store)))
        changed = False
    bring_head(store, understanding)
    result.tagged, result.pending = infer_pending(store, understanding, now, tell)
    if result.pending:
        log.warning("tagging left over reason=%s", result.pending)
    named = mention_pending(store) > 0
    return settle_stories(store, names()[0]) or changed or named or result.tagged > 0


def copy_desk(store: Store) -> bool:
    """Copies what people wrote into the store; true where it changed since the last copy."""
    edits = desk.action_edits(store.files.data)
    if len(edits) == store.rows("count_edits")[0][0]:
        return False
    names = ("action_id", "edited_at", "editor", "field", "old_value", "new_value")
    moment = datetime.fromisoformat
    with store.transaction():
        store.replace(
            "action_edit",
            [dict(zip(names, edit, strict=True)) | {"edited_at": moment(edit[1])} for edit in edits],
        )
        store.replace(
            "action_state",
            [
                {"action_id": action_id}
                | state
                | {
                    "updated_at": moment(state["updated_at"]),
                    "due": moment(state["due"]).date() if state["due"] else None,
                }
                for action_id, state in desk.actions_edited(store.files.data).items()
            ],
        )
    return True
