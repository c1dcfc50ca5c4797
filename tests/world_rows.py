"""The rows of a small known world: three vendors, eight weeks, price changes, stories, moves and actions with numbers one can recognise.

Alpha raises a small AI model's price threefold, Beta opens a runtime, Gamma says little.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from decimal import Decimal

from db.store import Row

NOW = datetime(2026, 4, 24, 12, 0, tzinfo=timezone.utc)  # a Friday of ISO week 2026-W17
VENDORS = ("alpha", "beta", "gamma")
WEEKS = 8
DOCUMENT = "d" * 64
THEMES = ("pricing", "agents", "models", "devtools", "hardware")

# title, vendor, days before NOW, theme, event, story
HEADLINES: list[tuple[str, str, float, str, str, str]] = [
    ("Alpha raises the price of Alpha Mini 2", "alpha", 1, "pricing", "price_change", "s-price"),
    ("Alpha Mini 2 costs three times its predecessor", "gamma", 0.5, "pricing", "price_change", "s-price"),
    ("Beta opens its desktop agent runtime to all", "beta", 2, "agents", "launch", "s-runtime"),
    ("A first look at the Beta desktop runtime", "gamma", 1.5, "agents", "none", "s-runtime"),
    ("Beta Runtime 1.4 adds a sandbox", "beta", 9, "agents", "launch", "s-14"),
    ("Alpha and Gamma sign a chip supply deal", "alpha", 16, "hardware", "acquisition_partnership", "s-chip"),
]


def development(at: int, title: str, vendor: str, published: datetime, **more: object) -> Row:
    return {
        "development_id": f"dev-{at:04d}",
        "source_id": f"{vendor}-news",
        "vendor": vendor,
        "kind": "feed",
        "title": title,
        "body": f"{title}. Said in the notes of {published:%d %B %Y}.",
        "url": f"https://{vendor}.example/news/{at}",
        "url_key": f"https://{vendor}.example/news/{at}",
        "guid": f"{vendor}-{at}",
        "published_at": published,
        "claimed_at": published,
        "dated_by": "vendor",
        "observed_at": published + timedelta(minutes=30),
        "document_id": DOCUMENT,
        **more,
    }


def sources() -> list[Row]:
    """A news feed for each vendor, a catalogue, a brief, and one source that fails."""

    def row(name: str, vendor: str, kind: str, title: str) -> Row:
        return {
            "source_id": name,
            "vendor": vendor,
            "kind": kind,
            "title": title,
            "cadence_s": 3600,
            "listed": True,
            "url": f"https://{vendor}.example/{name}",
            "licence": "link and quote",
            "origin": "world.toml",
        }

    feeds = [row(f"{vendor}-news", vendor, "feed", f"{vendor.title()} news") for vendor in VENDORS]
    return [
        *feeds,
        row("catalogue", "alpha", "price_catalogue", "Price catalogue"),
        row("brief", "gamma", "brief", "Strategy brief"),
        row("beta-blog", "beta", "feed", "Beta blog"),
    ]


def developments(quiet: int = 5) -> tuple[list[Row], dict[str, str], list[Row], list[Row]]:
    """(developments, story of each, tags, inferences): the headlines, and `quiet` smaller ones a week and vendor."""
    rows, story, tags, inferred = [], {}, [], []
    told = [
        (title, vendor, NOW - timedelta(days=days), theme, event, name)
        for title, vendor, days, theme, event, name in HEADLINES
    ]
    for week in range(WEEKS):
        for place, vendor in enumerate(VENDORS):
            for item in range(quiet - place):
                theme = THEMES[(week + place + item) % len(THEMES)]
                published = NOW - timedelta(days=7 * week + 3, hours=5 * item + place)
                told.append(
                    (
                        f"{vendor.title()} note {week + 1}.{item + 1}",
                        vendor,
                        published,
                        theme,
                        "none",
                        f"s-{vendor}-{week}-{item}",
                    )
                )
    for at, (title, vendor, published, theme, event, name) in enumerate(told):
        row = development(at, title, vendor, published)
        rows.append(row)
        story[row["development_id"]] = name
        tags.append(
            {
                "development_id": row["development_id"],
                "theme": theme,
                "confidence": 0.9,
                "shown": True,
                "author": "model",
                "why": f"rule: {title.split()[0]}",
            }
        )
        tags.append(
            {
                "development_id": row["development_id"],
                "theme": "society",
                "confidence": 0.2,
                "shown": False,
                "author": "model",
                "why": "below the floor",
            }
        )
        inferred.append(
            {
                "development_id": row["development_id"],
                "tagger": "world",
                "event": event,
                "event_confidence": 0.9,
                "language": "en",
                "inferred_at": NOW,
            }
        )
    tags.append(  # two themes on the first headline: lists of more than one behave differently
        {
            "development_id": rows[0]["development_id"],
            "theme": "models",
            "confidence": 0.7,
            "shown": True,
            "author": "model",
            "why": "rule: Mini",
        }
    )
    return rows, story, tags, inferred


def stories(rows: list[Row], story: dict[str, str]) -> list[Row]:
    """One row a story; its lead is its earliest development."""
    by_id = {row["development_id"]: row for row in rows}
    members: dict[str, list[str]] = {}
    for development_id, name in story.items():
        members.setdefault(name, []).append(development_id)
    made = []
    for name, ids in members.items():
        lead = min(ids, key=lambda one: by_id[one]["published_at"])
        made.append(
            {
                "story_id": name,
                "title": by_id[lead]["title"],
                "label": "desktop runtime" if len(ids) > 1 else None,
                "lead_development_id": lead,
                "cohesion": 0.8 if len(ids) > 1 else None,
            }
        )
    return made


def prices() -> list[Row]:
    """Alpha Mini 1 at 0.25/2.00, Mini 2 at 0.75/4.50 (a threefold step); Beta One falls from 3.00 to 1.50."""
    told = [
        ("alpha", "alpha-mini-1", "input", "0.25", 50),
        ("alpha", "alpha-mini-1", "output", "2.00", 50),
        ("alpha", "alpha-mini-2", "input", "0.75", 1),
        ("alpha", "alpha-mini-2", "output", "4.50", 1),
        ("beta", "beta-one", "input", "3.00", 50),
        ("beta", "beta-one", "input", "1.50", 10),
        ("beta", "beta-one", "output", "12.00", 50),
    ]
    return [
        {
            "price_id": f"price-{at}",
            "price_key": f"{vendor}/{name}/{unit}",
            "source_id": "catalogue",
            "document_id": DOCUMENT,
            "vendor": vendor,
            "ai_model": name,
            "unit": unit,
            "tier": "standard",
            "currency": "USD",
            "amount": Decimal(amount),
            "per": "1M tokens",
            "usd_per_mtok": Decimal(amount),
            "observed_at": NOW - timedelta(days=days),
            "quote": f"{name} {unit} ${amount}",
            "status": "accepted",
        }
        for at, (vendor, name, unit, amount, days) in enumerate(told)
    ]


def ai_models() -> tuple[list[Row], list[Row]]:
    """(AI models with their lines, names that lead to them)."""
    told = [
        ("alpha", "alpha-mini-1", "alpha mini", 1, date(2026, 3, 1)),
        ("alpha", "alpha-mini-2", "alpha mini", 2, date(2026, 4, 23)),
        ("beta", "beta-one", "beta one", 1, date(2026, 3, 1)),
    ]
    models = [
        {
            "ai_model_id": f"{vendor}/{name}",
            "vendor": vendor,
            "name": name,
            "line": line,
            "line_order": place,
            "released_at": released,
            "aliases": [name],
        }
        for vendor, name, line, place, released in told
    ]
    names = [
        {"vendor": vendor, "ai_model": name, "ai_model_id": f"{vendor}/{name}"} for vendor, name, *_ in told
    ]
    return models, names


def fetches() -> list[Row]:
    """Every source answered half an hour ago, except one that fails for the third time."""
    return [
        {
            "run_id": "run-1",
            "source_id": row["source_id"],
            "url": row["url"],
            "attempted_at": NOW - timedelta(minutes=30),
            "state": "failing" if row["source_id"] == "beta-blog" else "ok",
            "status": 404 if row["source_id"] == "beta-blog" else 200,
            "sentence": "the server has no such page (HTTP 404)" if row["source_id"] == "beta-blog" else None,
            "document_id": None if row["source_id"] == "beta-blog" else DOCUMENT,
            "new_items": 1,
            "consecutive_failures": 3 if row["source_id"] == "beta-blog" else 0,
            "last_good_at": NOW - timedelta(days=9)
            if row["source_id"] == "beta-blog"
            else NOW - timedelta(minutes=30),
            "next_due_at": NOW + timedelta(minutes=30),
        }
        for row in sources()
    ]


def actions() -> list[Row]:
    """Two for the next quarter, one for the long term."""
    told = [
        ("act-1", "Re-price high-volume workloads", "next_quarter", "Finance", date(2026, 4, 28)),
        ("act-2", "Shortlist agent runtimes", "next_quarter", None, None),
        ("act-3", "Plan capacity for agents", "long_term", None, None),
    ]
    return [
        {
            "action_id": name,
            "source_id": "brief",
            "document_id": DOCUMENT,
            "title": title,
            "text": f"{title}, with figures.",
            "horizon": horizon,
            "horizon_text": horizon.replace("_", " "),
            "owner": owner,
            "due": due,
            "starts": 0,
            "ends": 10,
            "stated_at": NOW - timedelta(days=20),
        }
        for name, title, horizon, owner, due in told
    ]


def moves(rows: list[Row]) -> list[Row]:
    """Beta's two moves on the desktop, one on the sandbox."""
    by_title = {row["title"]: row["development_id"] for row in rows}
    told = [
        ("Beta opens its desktop agent runtime to all", "opening", "device_desktop"),
        ("Beta Runtime 1.4 adds a sandbox", "minor_release", "local_runtime_sandbox"),
        ("A first look at the Beta desktop runtime", "launch", "device_desktop"),
    ]
    return [
        {
            "development_id": by_title[title],
            "company": "beta",
            "runtime": "beta-runtime",
            "layer": layer,
            "move": move,
            "quote": title,
        }
        for title, move, layer in told
    ]
