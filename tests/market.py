"""A small market in the store: sources that say things about themes, companies and runtimes, so many days before NOW."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from db.store import Store
from ingest.vocabulary import copy_vocabularies

NOW = datetime(2026, 4, 24, 12, 0, tzinfo=timezone.utc)
LONG_AGO = 400


class Market:
    """Sources that say things; every one reaches back 400 days unless told otherwise."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.rows = {
            "source": [],
            "development": [],
            "tag": [],
            "mention": [],
            "story_development": [],
            "fetch": [],
        }
        copy_vocabularies(store)
        self.source("clock", "clock")
        self.say("clock", 0)

    def source(
        self,
        name,
        vendor,
        kind="feed",
        since=LONG_AGO,
        url="https://x.example/feed",
        read=None,
        answered=0,
        cadence=3600,
    ):
        self.rows["source"].append({
            "source_id": name, "vendor": vendor, "kind": kind, "title": name, "url": url, "cadence_s": cadence,
            "licence": "link", "listed": True, "origin": "market.toml",
        })  # fmt: skip
        self.rows["fetch"].append({
            "run_id": "run-1", "source_id": name, "url": url, "attempted_at": NOW, "state": "failing" if answered else "ok",
            "new_items": 0, "consecutive_failures": answered, "last_good_at": NOW - timedelta(days=answered),
            "next_due_at": NOW,
        })  # fmt: skip
        self.say(name, since, seen=read)

    def say(
        self,
        source,
        days,
        *,
        themes=(),
        companies=(),
        runtimes=(),
        story=None,
        times=1,
        seen=None,
        vendor=None,
    ):
        """One development `days` before NOW; names are written `times` times. Seen when read, by default at NOW."""
        made = f"dev-{len(self.rows['development']):05d}"
        about = next(row for row in self.rows["source"] if row["source_id"] == source)
        at = NOW - timedelta(days=days)
        self.rows["development"].append({
            "development_id": made, "source_id": source, "vendor": vendor or about["vendor"], "kind": about["kind"],
            "title": made, "published_at": at, "dated_by": "vendor",
            "observed_at": NOW - timedelta(days=seen or 0), "document_id": "d" * 64,
        })  # fmt: skip
        for theme in themes:
            self.rows["tag"].append({
                "development_id": made, "theme": theme, "confidence": 0.9, "shown": True, "author": "model", "why": "rule",
            })  # fmt: skip
        for kind, names in (("company", companies), ("runtime", runtimes)):
            for name in names:
                self.rows["mention"] += [
                    {"development_id": made, "entity_id": name, "entity_kind": kind, "surface": name,
                     "starts": 9 * place, "ends": 9 * place + 5}
                    for place in range(times)
                ]  # fmt: skip
        if story:
            self.rows["story_development"].append({"story_id": story, "development_id": made})
        return made

    def many(self, source, count, *, first=1.0, **said):
        """`count` developments in the newest window, or in the one before where `first` is above 30."""
        for place in range(count):
            self.say(source, first + place * 0.5, **said)

    def told(self):
        """Writes what was said so far."""
        for table, rows in self.rows.items():
            self.store.insert(table, rows)
        return self

    def ask(self, subject, *columns, view="momentum", kind="theme"):
        text = f"select {', '.join(columns)} from {view} where subject_kind = ? and subject = ?"
        return self.store.con.execute(text, [kind, subject]).fetchone()


def voices(market, count, since=LONG_AGO):
    for number in range(count):
        market.source(f"s{number}", f"v{number}", since=since)
