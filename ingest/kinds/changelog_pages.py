"""Pages that are one release as a whole: a version in the title, the address or a link, or one dated announcement."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from db.records import Document, Source
from ingest.dates import find_date, parse_date
from ingest.kinds.changelog_headings import Mark, date_line, read_heading
from ingest.kinds.changelog_sections import Page
from ingest.text import one_line

_COMPARED = re.compile(r"/compare/[^/\s?#]{1,80}?\.\.\.?([^/\s?#.][^/\s?#]{0,80})")
_STEP = re.compile(r"[/\\]")
_ENDING = re.compile(r"\.(?:mdx?|html?|txt|rst)$", re.IGNORECASE)
_DATED_FRONT = ("date", "published", "published_at", "publisheddate", "release_date", "released", "pubdate")
_ANNOUNCES = re.compile(
    r"\b(?:available|availability|released?|launch(?:ed|es)?|introduc(?:ed|ing|es)|announc(?:ed|ing|es)|preview)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")


def whole(page: Page, source: Source, document: Document) -> tuple[Mark, datetime | None] | None:
    """The one version or announcement of a page, and when it was; null where the page names none."""
    dated = next((day for key in _DATED_FRONT if (day := parse_date(page.front.get(key)))), None)
    for words in _names(page, source, document):
        mark = read_heading(words)
        if mark.kind == "version":
            return mark, mark.at or dated or _day_at_top(page)
        if mark.kind == "day" and not mark.title:
            return mark, mark.at
    return _announcement(page)


def _names(page: Page, source: Source, document: Document) -> Iterator[str]:
    """What may name the version, the surest first."""
    for key in ("version", "release", "tag", "title"):
        yield page.front.get(key, "")
    yield page.title
    yield from re.split(r"[,:|(]", source.title)
    yield from _slug_days(source.title)
    for address in (document.url, source.url, source.path):
        for step in reversed(_STEP.split((address or "").split("#")[0].split("?")[0])[-4:]):
            yield _ENDING.sub("", step)
    found = [name[1] for link in page.links if (name := _COMPARED.search(link))]
    yield from found if len(set(found)) == 1 else ()


def _slug_days(title: str) -> Iterator[str]:
    """A day at the end of a name such as `mcp-spec-2025-06-18`."""
    found = re.search(r"(?:^|[-_ ])(\d{4}-\d{2}-\d{2})$", title.strip())
    if found:
        yield found[1]


def _day_at_top(page: Page) -> datetime | None:
    lines = [line for section in page.sections[:2] for line in section.lines[:3]]
    return next((day for day in map(date_line, lines) if day), None)


def _announcement(page: Page) -> tuple[Mark, datetime | None] | None:
    """The one sentence of a short page that says what came out on which day."""
    lines = [line for section in page.sections for line in section.lines]
    if len(lines) > 60:
        return None
    for line in lines:
        for sentence in _SENTENCE.split(line[:2_000]):
            dated = find_date(sentence)
            if dated and _ANNOUNCES.search(sentence) and len(sentence) <= 300:
                return Mark("title", at=dated[0], title=one_line(sentence, 200)), dated[0]
    return None
