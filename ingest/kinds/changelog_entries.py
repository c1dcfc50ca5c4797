"""Which headings of a page are releases, and what belongs to each of them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime

from ingest.dates import parse_date
from ingest.kinds.changelog_headings import Mark, date_line, read_heading
from ingest.kinds.changelog_sections import PAGE, Section

_WORDS = re.compile(r"[^\W_]+")
_PAGE_WORDS = re.compile(
    r"change[ -]?log|releases?\b|history|updates|what['’]s new|key changes|^(?:latest )?news$|^new$",
    re.IGNORECASE,
)
_NUMERIC_DAY = re.compile(r"(?<![\w./-])(\d{1,2})[/.](\d{1,2})[/.](20\d{2})(?![\w/-]|\.\d)")
_CALENDAR = re.compile(r"^(20\d\d\.\d{1,2}\.\d{1,3})(?![\w.]\d)")
_SPANS = ("month", "year")


@dataclass(slots=True)
class Entry:
    """One release: what its heading says, where it stands, when it was, and its lines."""

    mark: Mark
    section: Section
    at: datetime | None
    lines: list[str]
    holds_others: bool = False


def entries(sections: list[Section], product: str) -> list[Entry]:
    """The releases of a page in its order; the sections stay as they are."""
    sections = [replace(section, lines=list(section.lines)) for section in sections]
    _settle_numeric_days(sections)
    marks = _marks(sections)
    stated = _stated_dates(sections, marks)
    chooser = _Chooser(marks, product)
    found: list[Entry] = []
    above: list[Entry] = []
    for section, mark, at in zip(sections, marks, stated, strict=True):
        if section.level == PAGE:
            continue
        while above and above[-1].section.level >= section.level:
            above.pop()
        if chooser.accepts(mark, at, above):
            entry = Entry(mark, section, mark.at or at or _day_above(above), list(section.lines))
            for holder in above:
                holder.holds_others = True
            found.append(entry)
            above.append(entry)
        elif above:
            _take_in(_holder(above[-1], found[-1]), section, mark)
    return [entry for entry in found if not _is_frame(entry)]


def _settle_numeric_days(sections: list[Section]) -> None:
    """Writes 3/17/2026 as 2026-03-17 where the days of the whole page leave one reading."""
    found = [day for section in sections for day in _NUMERIC_DAY.finditer(section.title)]
    month_first = any(int(day[2]) > 12 for day in found)
    if month_first == any(int(day[1]) > 12 for day in found):
        return
    form = r"\3-\1-\2" if month_first else r"\3-\2-\1"
    for section in sections:
        section.title = _NUMERIC_DAY.sub(form, section.title)


def _has_calendar_versions(sections: list[Section]) -> bool:
    """Whether 2026.2.1 is a version here: another heading in this form can be no day."""
    written = (found[1] for section in sections if (found := _CALENDAR.match(section.title)))
    return any(parse_date(words) is None for words in written)


def _holder(above: Entry, last: Entry) -> Entry:
    """A day that only frames one version leaves it the headings that follow at the version's own level."""
    frames = above.mark.kind == "day" and above.holds_others and not above.lines
    return last if frames and last.mark.kind == "version" else above


def _take_in(entry: Entry, section: Section, mark: Mark) -> None:
    """A heading below a release is a part of it; a day right below a version is its date."""
    if not entry.lines and not entry.at and mark.kind == "day" and entry.mark.kind == "version":
        entry.at = mark.at
        entry.lines += section.lines
        return
    if section.title:
        entry.lines.append(section.title)
    entry.lines += section.lines


def _day_above(above: list[Entry]) -> datetime | None:
    return next((entry.at for entry in reversed(above) if entry.mark.kind == "day"), None)


def _is_frame(entry: Entry) -> bool:
    """Whether an entry only groups others: a month over days, a day over versions."""
    if not entry.holds_others or entry.mark.kind == "version":
        return False
    return entry.mark.kind == "month" or not entry.lines


def _marks(sections: list[Section]) -> list[Mark]:
    """What each heading says, days read beneath their month or year."""
    marks: list[Mark] = []
    month: tuple[int, int] | None = None
    month_level = 0
    calendar = _has_calendar_versions(sections)
    for section in sections:
        if section.level <= month_level:
            month, month_level = None, 0
        versioned = _CALENDAR.match(section.title) if calendar else None
        mark = _with_labels(read_heading(f"v{section.title}" if versioned else section.title, month), section)
        mark = replace(mark, name=versioned[1]) if versioned else mark
        if mark.month:
            year = mark.month[0]
            month, month_level = (year, mark.month[1]), section.level
        marks.append(mark)
    return marks


def _with_labels(mark: Mark, section: Section) -> Mark:
    """A version may stand in a component's label and the day in its description, or the other way round."""
    for words in section.labels:
        other = read_heading(words)
        if other.kind == "version" and not other.prefix and mark.kind in ("day", "title"):
            mark = replace(other, at=other.at or mark.at)
        elif other.kind == "day" and mark.kind == "version" and not mark.at:
            mark = replace(mark, at=other.at)
    return mark


def _stated_dates(sections: list[Section], marks: list[Mark]) -> list[datetime | None]:
    """The day written beside, below or above each heading that names none; its line is taken away."""
    stated: list[datetime | None] = []
    for section, mark in zip(sections, marks, strict=True):
        at = next((day for day in map(parse_date, section.labels) if day), None)
        stated.append(at or (None if mark.at or section.level == PAGE else _line_below(section.lines)))
    for number in range(1, len(sections)):
        before = sections[number - 1].lines
        if stated[number] or marks[number].at or marks[number].kind not in ("version", "title") or not before:
            continue
        day = date_line(before[-1])
        if day:
            stated[number] = day
            before.pop()
    return stated


def _line_below(lines: list[str]) -> datetime | None:
    """The day that the first line states, or the second where the text goes on after it."""
    for number, line in enumerate(lines[:2]):
        day = date_line(line)
        if day and (number == 0 or len(lines) > 2):
            del lines[number]
            return day
    return None


class _Chooser:
    """Tells releases from other headings by what all headings of the page have in common."""

    def __init__(self, marks: list[Mark], product: str) -> None:
        self.product = _words(product)
        versions = [mark for mark in marks if mark.kind == "version"]
        strange = Counter(_words(mark.prefix) for mark in versions if not self.is_plain(mark))
        alone = len(versions) == 1 and not any(mark.kind == "day" for mark in marks)
        self.common = {words for words, times in strange.items() if times > 1 or alone}

    def is_plain(self, mark: Mark) -> bool:
        """Whether nothing but the product's own name stands before the version."""
        words = _words(mark.prefix)
        return not words or words <= self.product or (bool(self.product) and self.product <= words)

    def accepts(self, mark: Mark, at: datetime | None, above: list[Entry]) -> bool:
        inside = [entry for entry in above if entry.mark.kind not in _SPANS]
        if mark.kind == "version":
            dated = mark.at or at
            return self.is_plain(mark) or (not inside and (bool(dated) or _words(mark.prefix) in self.common))
        if mark.kind == "day":
            return not inside
        if mark.kind == "month":
            return not above
        return mark.kind == "title" and at is not None and not inside and self._is_own_title(mark.title)

    def _is_own_title(self, title: str) -> bool:
        return not _PAGE_WORDS.search(title) and not _words(title) <= self.product


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORDS.findall(text.casefold()))
