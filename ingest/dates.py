"""Dates as vendors write them, read without guessing: what is impossible or ambiguous is null."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, timezone

_LONGEST = 80
_EARLIEST_YEAR = 1990
_AHEAD = timedelta(days=1)
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_ZONES = {
    "z": 0,
    "utc": 0,
    "gmt": 0,
    "ut": 0,
    "est": -5,
    "edt": -4,
    "cst": -6,
    "cdt": -5,
    "mst": -7,
    "mdt": -6,
    "pst": -8,
    "pdt": -7,
    "cet": 1,
    "cest": 2,
    "jst": 9,
}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ZONE = r"(?P<zone>[a-z]{1,4}|(?:utc|gmt)?[+-]\d{2}(?::?\d{2})?)"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?"
_ISO = re.compile(
    rf"(?P<year>\d{{4}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})"
    rf"(?:(?:t|\s{{1,3}}){_CLOCK}\s?{_ZONE}?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(
    r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})"
    r"(?:t?(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})(?P<zone>z|[+-]\d{4})?)?",
    re.IGNORECASE,
)
_MAIL = re.compile(
    rf"(?:[a-z]{{3,9}}(?:,\s*|\s+))?(?P<day>\d{{1,2}})[\s-](?P<name>{_MONTH})\.?[\s-](?P<year>\d{{4}}|\d{{2}})"
    rf"\s+{_CLOCK}\s*{_ZONE}(?:\s*\([a-z ]{{1,40}}\))?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}}(?:,\s*|\s+))?(?P<name>{_MONTH})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
    rf"(?:(?:,|\s+at)?\s+{_CLOCK}\s*{_ZONE})?",
    re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    rf"(?:[a-z]{{3,9}}(?:,\s*|\s+))?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?[\s-](?P<name>{_MONTH})\.?,?[\s-]"
    rf"(?P<year>\d{{4}})",
    re.IGNORECASE,
)
_EAST_ASIAN = re.compile(r"(?P<year>\d{4})[年년]\s?(?P<month>\d{1,2})[月월]\s?(?P<day>\d{1,2})[日일]")
_FORMS = (_ISO, _COMPACT, _MAIL, _MONTH_FIRST, _DAY_FIRST, _EAST_ASIAN)
_ANY_DAY = re.compile(
    r"(?<![\w./-])\d{4}([-/.])\d{1,2}\1\d{1,2}(?![\w/-]|\.\d)"
    rf"|\b(?:{_MONTH})\.?\s{{1,3}}\d{{1,2}}(?:st|nd|rd|th)?,?\s{{1,3}}\d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?[\s-](?:{_MONTH})\.?,?[\s-]\d{{4}}\b"
    r"|\d{4}[年년]\s?\d{1,2}[月월]\s?\d{1,2}[日일]",
    re.IGNORECASE,
)


def parse_date(text: str | None) -> datetime | None:
    """The moment that the whole text names, in UTC; null where it names none, an impossible or unclear one.

    A day alone, and an ISO time without a zone, are taken as UTC; any other time without a zone is unclear.
    """
    stripped = (text or "").strip()
    if not stripped or len(stripped) > _LONGEST:
        return None
    for form in _FORMS:
        found = form.fullmatch(stripped)
        if found:
            return _moment(found.groupdict())
    return None


def find_date(text: str) -> tuple[datetime, int, int] | None:
    """The first calendar day written inside a longer text, with where it starts and ends."""
    for found in _ANY_DAY.finditer(text[:4000]):
        moment = parse_date(found.group())
        if moment:
            return moment, found.start(), found.end()
    return None


def believable(moment: datetime | None, observed_at: datetime) -> datetime | None:
    """The moment, or null where no vendor can have meant it: before 1990, or over a day after we saw it."""
    if moment is None or moment.year < _EARLIEST_YEAR:
        return None
    seen = observed_at if observed_at.tzinfo else observed_at.replace(tzinfo=timezone.utc)
    if seen.year < datetime.max.year and moment > seen + _AHEAD:
        return None
    return moment


def _moment(parts: dict[str, str | None]) -> datetime | None:
    """A UTC time from matched parts; null where the calendar or the clock has no such time."""
    offset = _offset(parts.get("zone"))
    if offset is None:
        return None
    name = parts.get("name")
    month = _MONTHS[name.lower()] if name else int(parts["month"] or 0)
    try:
        local = datetime(
            _year(parts["year"] or ""),
            month,
            int(parts["day"] or 0),
            int(parts.get("hour") or 0),
            int(parts.get("minute") or 0),
            int(parts.get("second") or 0),
            tzinfo=timezone.utc,
        )
        return local - offset
    except (ValueError, OverflowError):
        return None


def _year(digits: str) -> int:
    """A year; two digits as RFC 2822 reads them."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (2000 if year < 50 else 1900)


def _offset(zone: str | None) -> timedelta | None:
    """The distance of a zone from UTC: none written is UTC, an unknown name is null."""
    if not zone:
        return timedelta(0)
    name = zone.lower()
    if name in _ZONES:
        return timedelta(hours=_ZONES[name])
    digits = re.fullmatch(r"(?:utc|gmt)?([+-])(\d{2}):?(\d{2})?", name)
    if not digits or int(digits[2]) > 14 or int(digits[3] or 0) > 59:
        return None
    distance = timedelta(hours=int(digits[2]), minutes=int(digits[3] or 0))
    return -distance if digits[1] == "-" else distance
