"""A shop of prices for tests: documents looked at on given days, saved by the collector's own code."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

from db.publish import publish
from db.records import Document, PricePoint, Record, Source
from db.store import Store
from ingest.attempt import Attempt, LastLook
from ingest.confirm import settle_prices
from ingest.kinds import parser
from ingest.saving import read_looks, save
from ingest.vocabulary import name_ai_models
from models.ai_models import vendor_id

RUN = iter(range(10**6))


def day(text: str) -> datetime:
    """Noon of that day, UTC."""
    return datetime.fromisoformat(f"{text}T12:00:00").replace(tzinfo=timezone.utc)


class Shop:
    """A store that only sees prices."""

    def __init__(self, data: Path) -> None:
        self.store = Store.open(data)
        self.sources: dict[str, Source] = {}

    def source(self, source_id: str, vendor: str, kind: str = "pricing_page") -> Source:
        """A source, listed at first use."""
        if source_id not in self.sources:
            self.sources[source_id] = Source(source_id, vendor, kind, source_id, "test", 3600, url=f"https://{vendor}.example/")
            self.store.insert("source", [{
                "source_id": source_id, "vendor": vendor, "kind": kind, "title": source_id, "cadence_s": 3600,
                "licence": "test", "listed": True, "origin": "test",
            }])
        return self.sources[source_id]

    def look(self, source: Source, body: bytes, at: datetime, records: list[Record] | None = None, name: bool = True) -> str:
        """One look that found `body`; parsed unless `records` are given. Returns the state of the source."""
        last = read_looks(self.store).get(source.id, LastLook())
        document = Document(source.id, body, at, url=source.url)
        attempt = Attempt(source, at, "ok", url=source.url, document=document, bytes=len(body))
        if document.document_id == last.document_id:
            attempt.state = "unchanged"
        else:
            attempt.records = parser(source.kind)(source, document) if records is None else records
        return self._saved(attempt, name)

    def unchanged(self, source: Source, at: datetime) -> str:
        """One look that was answered with 304."""
        return self._saved(Attempt(source, at, "unchanged", url=source.url, status=304), True)

    def _saved(self, attempt: Attempt, name: bool) -> str:
        save(self.store, [attempt], read_looks(self.store), f"{next(RUN):020d}")
        if name:
            self.settle(attempt.at)
        return attempt.state

    def settle(self, at: datetime) -> None:
        """What a pass does with prices after its looks."""
        name_ai_models(self.store)
        settle_prices(self.store, at)

    def ask(self, view: str, *columns: str) -> list[tuple[object, ...]]:
        """Rows of a view in order of all columns."""
        return self.store.con.execute(f"select {', '.join(columns)} from {view} order by all").fetchall()

    def publish(self, at: datetime) -> str:
        """Publishes a snapshot."""
        return publish(self.store, at)


def catalogue(*rows: tuple[str, str, str, str]) -> bytes:
    """A catalogue in the layout of llm-prices: vendor, id, input, output."""
    return json.dumps({"prices": [
        {"vendor": vendor, "id": name, "name": name, "input": float(given), "output": float(taken), "input_cached": None,
         "from_date": None, "to_date": None} for vendor, name, given, taken in rows
    ]}).encode()


def reference(shared: Path) -> Iterator[tuple[str, str, list[Record]]]:
    """(catalogue, day seen, prices) of the reference history, oldest first."""
    seen: dict[tuple[str, str], list[Record]] = {}
    for path in sorted((shared / "data" / "pricing" / "reference").glob("*.csv")):
        with path.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                seen.setdefault((row["date_seen"], path.stem), []).append(_reference_point(row))
    for (date_seen, name), points in sorted(seen.items()):
        yield name, date_seen, points


def _reference_point(row: dict[str, str]) -> PricePoint:
    band = row["tier"].partition("long_context:>")[2]
    price = Decimal(row["usd_per_mtok"])
    return PricePoint(
        vendor_id(row["vendor"]), row["model_id"], row["unit"], "off_peak" if row["tier"].startswith("time") else "standard",
        int(band) if band else None, None, "USD", price, "1M tokens", price, _day(row["effective_from"]),
        _day(row["effective_to"]), f"{row['model_id']} {row['unit']} {row['usd_per_mtok']}",
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
