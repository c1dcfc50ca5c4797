"""Dates inside price cells and headers: from when and until when a price holds."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
            "august aug", "september sept sep", "october oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_DAY = re.compile(
    r"(?P<y1>20\d\d)[-/.](?P<m1>\d{1,2})[-/.](?P<d1>\d{1,2})(?!\d)"
    r"|(?P<y2>20\d\d) ?年 ?(?P<m2>\d{1,2}) ?月 ?(?P<d2>\d{1,2}) ?日"
    rf"|(?<![a-z]){_MONTH} (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?(?:,? (?P<y3>20\d\d))?(?!\d)"
    rf"|(?<!\d)(?P<d4>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH}(?:,? (?P<y4>20\d\d))?(?!\d)"
)
_FROM = re.compile(
    r"(?:starting|effective|beginning|begins|from|as of|since|after|then)(?: on| from)?:? ?$"
    r"|自 ?$|从 ?$|to apply from ?$"
)
_UNTIL = re.compile(
    r"(?:until|till|through|thru|before|ends?|ending|expires?|valid to|by|up to|-|to)(?: on)?:? ?$"
    r"|至 ?$|截止到? ?$|截至 ?$"
)
_AFTER = re.compile(r" ?(?:起|开始|onwards?)")
_BEFORE = re.compile(r" ?(?:前|止|之前|为止)")


def spans(text: str) -> tuple[date | None, date | None, bool, str]:
    """(from, until, a date without year or sense, the text without the dates) of a folded phrase."""
    starts = ends = None
    unsure = False
    kept: list[str] = []
    at = 0
    for found in _DAY.finditer(text):
        day = _day(found)
        lead = text[max(at, found.start() - 24) : found.start()]
        tail = text[found.end() : found.end() + 8]
        opening, closing = _FROM.search(lead), _UNTIL.search(lead)
        if day is None:
            unsure = True
        elif opening or _AFTER.match(tail):
            starts = day
        elif closing or _BEFORE.match(tail):
            ends = day
        else:
            unsure = True
        word = opening or closing
        kept.append(text[at : found.start() - (len(word.group()) if word else 0)])
        at = found.end()
    return starts, ends, unsure, " ".join([*kept, text[at:]]) if at else text


def _day(found: re.Match[str]) -> date | None:
    """The calendar day, or null where it has no year or does not exist."""
    parts = found.groupdict()
    for mark in "1234":
        if parts[f"d{mark}"]:
            year = parts[f"y{mark}"]
            named = next((part for part in found.groups() if part in _MONTHS), None)
            month = parts.get(f"m{mark}") or (_MONTHS[named] if named else None)
            try:
                return date(int(year), int(month), int(parts[f"d{mark}"])) if year and month else None
            except ValueError:
                return None
    return None
