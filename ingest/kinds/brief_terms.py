"""When an action is due: horizons in words, dates as far as they can be told exactly."""

from __future__ import annotations

import calendar
import re
from datetime import date

from ingest.text import find_date

NEXT_QUARTER, LONG_TERM = "next_quarter", "long_term"
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8, "nine": 9, "ten": 10}
_NUMBERS |= {"seven": 7, "twelve": 12}
_COUNT = rf"(\d{{1,3}}|{'|'.join(_NUMBERS)})"
_SPAN = re.compile(
    rf"(?<!\d)(?:{_COUNT}\s*(?:[-–—/]|to|or)\s*(?:\d{{1,3}}\s*[-–—/]\s*)?)?{_COUNT}\+?[\s-]*(day|week"
    rf"|month|quarter|year)s?\b",
    re.I,
)
_MONTHS_IN = {"day": 1 / 30, "week": 7 / 30, "month": 1.0, "quarter": 3.0, "year": 12.0}
_SOON = re.compile(
    r"\b(?:(?:next|this|current|coming|the)\s+(?:quarter|month|week|sprint|fortnight)"
    r"|end of (?:the )?(?:quarter|month|week)"
    r"|immediate(?:ly)?|short(?:er)?[\s-]?term|near(?:er)?[\s-]?term|quick wins?|today|asap|right away|urgent"
    r"|(?:coming|next few|following) (?:days|weeks))\b|^now\b",
    re.I,
)
_LATE = re.compile(
    r"\b(?:long(?:er|est)?[\s-]?(?:term|range|run)|multi-?year|(?:next|this|coming|the|over a"
    r"|within a)\s+year|annual"
    r"|half[\s-]year|year[\s-]end|end of (?:the )?year)\b|^later\b",
    re.I,
)
_MIDDLE = re.compile(r"\b(?:mid|medium|middle)(?:-|\s)?(?:term|range)\b", re.I)
_QUARTER = re.compile(r"\bQ([1-4])[\s/'’-]{0,2}(20\d\d)?\b|\b(20\d\d)[\s/-]?Q([1-4])\b")
_MONTH_NAMES = {
    name.lower(): n
    for names in (calendar.month_name, calendar.month_abbr)
    for n, name in enumerate(names)
    if name
} | {"sept": 9}
_MONTH = "|".join(sorted(_MONTH_NAMES, key=len, reverse=True))
_DATE_WORDS = {*_MONTH_NAMES, *(name.lower() for name in (*calendar.day_name, *calendar.day_abbr))}
_DATE_WORDS |= {"st", "nd", "rd", "th", "of", "the", "end", "q", "年", "月", "日"}
_DAY_MONTH = re.compile(
    rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-]({_MONTH})\b\.?(?!\s*,?\s*\d{{4}})", re.I
)
_MONTH_DAY = re.compile(rf"\b({_MONTH})\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{{4}})(?!:)", re.I)
_NUMERIC = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d./-])")
_END_OF = re.compile(
    rf"\bend(?:\s+of|-)\s*(?:(Q[1-4])|({_MONTH}))\b\.?(?:[\s,]+(\d{{4}}))?|\bEO(Q[1-4])(?:\s+(\d{{4}}))?",
    re.I,
)
_DUE_WORD = re.compile(
    r"\b(?:by|before|until|due(?:\s+(?:on|by|date))?|no later than|on or before|deadline)\s*:?\s+(?=\S)", re.I
)
_LATEST_SOON, _EARLIEST_LATE = 4.0, 6.0
_WEEKDAY_LENGTH = len("Wednesday, ")


def horizon(words: str, said_on: date | None = None) -> str | None:
    """next_quarter, long_term, or null where the words name no horizon that is clearly one of them."""
    months = _farthest(words)
    if months is None and (quarter := _quarter_months(words, said_on)) is not None:
        months = quarter
    if months is not None:
        return NEXT_QUARTER if months <= _LATEST_SOON else LONG_TERM if months >= _EARLIEST_LATE else None
    if _MIDDLE.search(words):
        return None
    if _LATE.search(words):
        return LONG_TERM
    return NEXT_QUARTER if _SOON.search(words) else None


def names_horizon(words: str) -> bool:
    """Whether a label speaks of a time to come at all, clearly or not."""
    forms = (_MIDDLE, _LATE, _SOON, _QUARTER)
    return _farthest(words) is not None or any(form.search(words) for form in forms)


def _farthest(words: str) -> float | None:
    """The far end, in months, of a counted stretch of time ("6-18 months", "within 30 days")."""
    ends = []
    for span in _SPAN.finditer(words):
        count = span[2].lower()
        number = int(count) if count.isdigit() else _NUMBERS[count]
        ends.append(number * _MONTHS_IN[span[3].lower()])
    return max(ends, default=None)


def _quarter_months(words: str, said_on: date | None) -> float | None:
    """How many months a named calendar quarter lies ahead of the document's own."""
    found = _QUARTER.search(words)
    if not found or not said_on:
        return None
    number, year = int(found[1] or found[4]), int(found[2] or found[3] or said_on.year)
    ahead = (year - said_on.year) * 4 + number - ((said_on.month + 2) // 3)
    return max(ahead * 3.0, 0.0)


def due_in(sentence: str, said_on: date | None) -> date | None:
    """The date after "by", "due" and the like inside a sentence."""
    for word in _DUE_WORD.finditer(sentence):
        if found := exact_date(sentence[word.end() : word.end() + 24], said_on, at_start=True):
            return found
    return None


def exact_date(words: str, said_on: date | None, at_start: bool = False) -> date | None:
    """The one day that the words name, with the document's year where they leave it out; else null."""
    words = words.strip(" *_.,;()[]")
    known = find_date(words)
    if known and (not at_start or known[1] <= _WEEKDAY_LENGTH):
        return known[0].date()
    for form in (_NUMERIC, _END_OF, _DAY_MONTH, _MONTH_DAY):
        found = form.search(words)
        if found and (not at_start or found.start() <= _WEEKDAY_LENGTH):
            return _resolved(form, found, said_on)
    return None


def whole_day(words: str, said_on: date | None) -> date | None:
    """The date that the words are as a whole, null where they say more than a date."""
    if len(words) > 32 or not re.search(r"\d|end of", words):
        return None
    letters = re.findall(r"[^\W\d_]+", words.lower())
    return exact_date(words, said_on) if all(word in _DATE_WORDS for word in letters) else None


def _resolved(form: re.Pattern[str], found: re.Match[str], said_on: date | None) -> date | None:
    if form is _NUMERIC:
        return _numeric(found)
    if form is _END_OF:
        quarter, month = found[1] or found[4], found[2]
        written = found[3] or found[5]
        number = int(quarter[1]) * 3 if quarter else _MONTH_NAMES[month.lower()]
        year = int(written) if written else _year_of(number, 28, said_on)
        return (
            date(year, number, calendar.monthrange(year, number)[1]) if year and 1990 < year < 2200 else None
        )
    day, name = (found[1], found[2]) if form is _DAY_MONTH else (found[2], found[1])
    month_number = _MONTH_NAMES[name.lower()]
    year = _year_of(month_number, int(day), said_on)
    return _day(year, month_number, int(day)) if year else None


def _year_of(month: int, day: int, said_on: date | None) -> int | None:
    """The document's year; the next one where the day would lie over half a year back."""
    if not said_on:
        return None
    this = _day(said_on.year, month, min(day, 28))
    return said_on.year + 1 if this and (said_on - this).days > 183 else said_on.year


def _numeric(found: re.Match[str]) -> date | None:
    """13.02.2026 is day first; with slashes or dashes only where one number can be no month."""
    first, second, year = int(found[1]), int(found[3]), int(found[4])
    year += 2000 if year < 100 else 0
    if found[2] == "." or first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
