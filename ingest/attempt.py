"""One look at one source: fetched or read; everything that goes wrong becomes a sentence."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from db.records import Document, Record, Source
from ingest.errors import FetchError, SourceError
from ingest.fetch import BODY_CAP, Fetcher, Validators
from ingest.robots import Robots

PACKAGE = "package:"
GENAI_PRICES = "https://github.com/pydantic/genai-prices"  # where a reader can check what the package says


@dataclass(frozen=True, slots=True)
class LastLook:
    """What the newest attempts left behind for one source."""

    state: str = "never"
    sentence: str | None = None
    last_good_at: datetime | None = None
    consecutive_failures: int = 0
    next_due_at: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None
    document_id: str | None = None
    url: str | None = None


@dataclass(slots=True)
class Attempt:
    """The outcome of one look. `records` is None where nothing new had to be parsed."""

    source: Source
    at: datetime
    state: str
    url: str | None = None
    status: int | None = None
    bytes: int | None = None
    ms: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    sentence: str | None = None
    retry_after_s: int | None = None
    document: Document | None = None
    records: list[Record] | None = None
    follows: bool = field(default=False)

    def failed(self, error: SourceError) -> Attempt:
        """The same look with its fault; validators are dropped, so that the next look asks for the whole."""
        status = error.status if isinstance(error, FetchError) else self.status
        wait = error.retry_after_s if isinstance(error, FetchError) else None
        return replace(
            self,
            state=error.state,
            sentence=error.sentence,
            status=status,
            retry_after_s=wait,
            etag=None,
            last_modified=None,
            records=None,
        )


def look(
    source: Source, last: LastLook, at: datetime, fetcher: Fetcher, robots: Robots
) -> Attempt:
    """Fetches or reads one source; keeping and parsing come later. Never raises SourceError."""
    made = Attempt(source, at, "ok", url=source.url)
    try:
        if source.url is None:
            return _read(made, last)
        robots.check(source.url)
        known = Validators(last.etag, last.last_modified) if last.document_id else Validators()
        answer = fetcher.get(source.url, known)
    except SourceError as error:
        return made.failed(error)
    made.status, made.ms, made.etag, made.last_modified = (
        answer.status,
        answer.ms,
        answer.etag,
        answer.last_modified,
    )
    if answer.moved_to:
        made.sentence = f"the address moved for good to {answer.moved_to}; change it in the sources file"
    if answer.body is None:
        made.state = "unchanged"
        return made
    made.bytes = len(answer.body)
    return _with_document(made, last, answer.body, answer.media_type, answer.url)


def _read(made: Attempt, last: LastLook) -> Attempt:
    """A bundled or local file, or what a package ships."""
    started = time.monotonic()
    path = made.source.path or ""
    if path.startswith(PACKAGE):
        body, made.url = _from_package(path.removeprefix(PACKAGE)), GENAI_PRICES
    else:
        try:
            with Path(path).open("rb") as handle:
                body = handle.read(BODY_CAP + 1)
        except OSError as error:
            raise FetchError(f"the file {Path(path).name} can't be read ({error.strerror})") from error
    if len(body) > BODY_CAP:
        raise FetchError("too large (limit 10 MB)")
    if not body.strip():
        raise FetchError("the file is empty")
    made.ms, made.bytes = int((time.monotonic() - started) * 1000), len(body)
    return _with_document(made, last, body, None, made.url)


def _from_package(name: str) -> bytes:
    if name != "genai-prices":
        raise FetchError(f"no package source is called {name!r}")
    try:
        from ingest.kinds.price_catalogue import bundled_prices

        return bundled_prices()
    except ImportError as error:
        raise FetchError("the package genai-prices is not installed; run make setup") from error


def _with_document(
    made: Attempt, last: LastLook, body: bytes, media_type: str | None, url: str | None
) -> Attempt:
    document = Document(made.source.id, body, made.at, url=url, media_type=media_type)
    made.document = document
    if document.document_id == last.document_id:
        made.state = "unchanged"
    return made
