"""Layouts of release notes from other houses: frames of days, calendar versions, bare lines, flat pages."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from db.records import Development, Document, Source
from ingest.kinds.changelog import parse

SOURCE = Source("acme", "acme", "changelog", "Acme changelog", "test", 3600, url="https://acme.example/news")
SEEN = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


def told(text: str) -> list[tuple[str, str | None, str | None]]:
    """Title, day and text of each release."""
    found = parse(SOURCE, Document("acme", text.encode(), SEEN))
    releases = [record for record in found if isinstance(record, Development)]
    return [(r.title, r.published_at and f"{r.published_at:%Y-%m-%d}", r.body) for r in releases]


LAYOUTS = {
    "a day that frames a version": (
        '<Update label="Nov 01, 2025">\n\n## v1.3.0\n\n## What is new\n\n- Pilots\n\n</Update>\n\n'
        '<Update label="Oct 27, 2025">\n\n## v1.2.1\n\n- Maps\n\n</Update>',
        [("Acme v1.3.0", "2025-11-01", "What is new\n- Pilots"), ("Acme v1.2.1", "2025-10-27", "- Maps")],
    ),
    "versions that look like days": (
        "## 2026.2.1\n\n*Release date: 2026-02-14*\n\n- Pilots\n\n## 2026.2.0\n\n*Release date: 2026-02-01*\n\n- Maps",
        [("Acme 2026.2.1", "2026-02-14", "- Pilots"), ("Acme 2026.2.0", "2026-02-01", "- Maps")],
    ),
    "days that look like versions": (
        "## 2026.2.14\n\n- Pilots\n\n## 2026.2.1\n\n- Maps",
        [("Acme, 2026.2.14", "2026-02-14", "- Pilots"), ("Acme, 2026.2.1", "2026-02-01", "- Maps")],
    ),
    "days as bare lines below the title": (
        "# Changelog\n\nDecember 2, 2025\n\n- Pilots\n\nOctober 24, 2025\n\n- Maps",
        [
            ("Acme, December 2, 2025", "2025-12-02", "- Pilots"),
            ("Acme, October 24, 2025", "2025-10-24", "- Maps"),
        ],
    ),
    "a flat page with months": (
        "Changelog\nJune, 2025\nJun 24\nFeature\nPilots can fly.\n\nJun 13\nMaps are out.\n\nMay, 2025\nMay 20\nHulls.",
        [
            ("Acme, Jun 24, 2025", "2025-06-24", "Feature Pilots can fly."),
            ("Acme, Jun 13, 2025", "2025-06-13", "Maps are out."),
            ("Acme, May 20, 2025", "2025-05-20", "Hulls."),
        ],
    ),
    "one release named by what it is compared with": (
        "## What is new\n\n- Pilots\n\n**All of it**: https://code.example/o/r/compare/v0.1.0...v0.1.1",
        [("Acme v0.1.1", None, None)],
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_release_with_its_day_and_text(layout: str) -> None:
    text, expected = LAYOUTS[layout]
    found = told(text)
    assert [(title, day) for title, day, _ in found] == [(title, day) for title, day, _ in expected]
    assert all(
        body is None or read == body for (_, _, read), (_, _, body) in zip(found, expected, strict=True)
    )
