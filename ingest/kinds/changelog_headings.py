"""What a heading of release notes says: a version, a day, a month, or only a title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from ingest.dates import find_date, parse_date

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    "|nov(?:ember)?|dec(?:ember)?"
)
_LONGEST_HEADING = 400
_SUFFIX = (
    r"(?:-(?!to\b|and\b)[0-9A-Za-z][0-9A-Za-z.-]{0,60}|\.?(?:alpha|beta|rc|dev|post|pre|a|b)[.-]?\d{1,8})?"
    r"(?:\+[0-9A-Za-z.-]{1,60})?"
)
_POINTS = re.compile(
    rf"(?<![\w.$€£/+#-])(?:v(?:ersion)?\.?\s?)?\d{{1,8}}(?:\.\d{{1,12}}){{1,4}}{_SUFFIX}(?!\.?\w|%)"
    rf"|(?<=[a-z]-)(?:v\d{{1,8}}\.\d{{1,8}}|\d{{1,8}}\.\d{{1,8}}\.\d{{1,8}})(?:\.\d{{1,12}})*{_SUFFIX}(?!\.?\w)",
    re.IGNORECASE,
)
_SINGLE = re.compile(
    rf"(?<![\w.-])(?:v\d{{1,6}}{_SUFFIX}|(?:version|release|build|revision)\s+\d{{1,8}}{_SUFFIX})(?![\w.]|\s*[%$])"
    r"|(?<![\w.-])[br]\d{3,6}(?!\w)",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"^(?:v(?:ersion)?\.?\s?|release\s+|build\s+|revision\s+)(?=\d)", re.IGNORECASE)
_USUAL_WORDS = (
    "version versions release releases released announcement announcements announcing changelog changes change in"
    " what's what’s whats new update updates the for of stable patch minor major tag hotfix latest beta alpha"
    " preview notes log highlights introducing is out now available security maintenance 版本 版 更新 发布 リリース"
    " バージョン versión versão"
)
_GENERIC = frozenset(_USUAL_WORDS.split())
_OTHER_WORDS = (
    "from to upgrading upgrade migrating migration migrate before after since until requires require required"
    " support supports supported python node using with deprecated deprecation compatible compatibility than below"
    " above known differences vs section step figure part chapter"
)
_NEVER = frozenset(_OTHER_WORDS.split())
_GOES_ON = re.compile(r"\s*(?:to\b|and\b|or\b|→|->|through\b|[+&]|or later|\d)", re.IGNORECASE)
_PARTED = re.compile(r"\s*(?:$|[-–—:()\[\]|,/·•~;!?])")
_UNRELEASED = re.compile(
    r"\b(?:unreleased|upcoming|tbd|tba|not (?:yet )?released|in (?:development|progress)|work in progress"
    r"|(?:main|master|dev|develop|next) branch|coming soon|未发布)\b|^\W*(?:next|head|main|master|trunk|future)\W*$",
    re.IGNORECASE,
)
_MONTH = re.compile(
    rf"({_MONTHS})\.?,?\s+(\d{{4}})|(\d{{4}})[-/.](\d{{2}})(?![-/.\d])|(\d{{4}})年(\d{{1,2}})月",
    re.IGNORECASE,
)
_SPAN = re.compile(
    rf"^(?:week\s+(?:\d{{1,2}}|of)?\W{{0,3}})?(?:(?:{_MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?\s?(?:[-–—]|to)\s?"
    rf"(?:(?:{_MONTHS})\.?\s+)?\d{{1,2}}(?:st|nd|rd|th)?,?\s+\d{{4}}|(?<=of )(?:{_MONTHS})\.?\s+\d{{1,2}},?\s+\d{{4}})",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+)?(?:({_MONTHS})\.?\s+(\d{{1,2}})|(\d{{1,2}})\.?\s+({_MONTHS}))(?:st|nd|rd|th)?(?![\w,]|\s*\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\W*(20\d{2})\W*$")
_LABEL = re.compile(
    r"\b(?:released?|date|published|posted|on|at|as of|launch(?:ed)?|release date|date of release|发布|日期|day)\b|日期|时间",
    re.IGNORECASE,
)
_BESIDE_DAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b\d{1,2}:\d{2}(?::\d{2})?\b"
    r"|\b(?:utc|gmt|[pe][sd]t|am|pm)\b",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^[^\w\[(<@\"'“‘]+", re.UNICODE)
_SAYS_NOTHING = re.compile(r"[(\[]\s*\x00?\s*(?:latest|current|stable|released?)?\s*[)\]]", re.IGNORECASE)
_EMPTY_BRACKETS = re.compile(r"\(\s*\)|\[\s*\]")
_NUMERIC_DAY = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}")
_STATES = frozenset(
    ("latest", "current", "stable", "release", "released", "now available", "available", "out now")
)
_EDGES = " \t-–—:|,/·•~;()[]*_“”\"'."


@dataclass(frozen=True, slots=True)
class Mark:
    """What a heading announces: `kind` is version, day, month, year or title; `name` is what it calls it.

    `prefix` are words before a version that are no usual ones, `title` the heading's own words besides.
    """

    kind: str
    name: str = ""
    at: datetime | None = None
    prefix: str = ""
    title: str = ""
    month: tuple[int, int] | None = None


def read_heading(words: str, month: tuple[int, int] | None = None) -> Mark:
    """Reads one heading; `month` (year, month; month 0 for a year alone) is that of the headings above it."""
    text = " ".join(_LEADING.sub("", words[:_LONGEST_HEADING]).split())
    if not text or _UNRELEASED.search(text):
        return Mark("unreleased" if text else "title")
    dated = find_date(text)
    rest = f"{text[: dated[1]]}\x00{text[dated[2] :]}" if dated else text
    moment = dated[0] if dated else None
    version = _version(rest, moment)
    if version:
        return version
    span = _SPAN.search(text)
    if span:
        return Mark("month", span.group(), prefix=span.group(), title=_own_words(text[span.end() :]))
    return _dated(text, dated) if dated else _period(text, month)


def _version(text: str, moment: datetime | None) -> Mark | None:
    """The version that a heading names; the date in it is a \\x00."""
    found = _POINTS.search(text) or _SINGLE.search(text)
    if not found:
        return None
    before, after = text[: found.start()], text[found.end() :]
    prefix = _prefix(before)
    if prefix is None or _GOES_ON.match(after):
        return None
    written = found.group()
    points = written.count(".")
    if points == 1 and written[0].isdigit() and not _PARTED.match(after.replace("\x00", "(")):
        following = after.split()
        if following and following[0].lower().strip(_EDGES) not in _GENERIC:
            return None
    return Mark("version", _name(written), moment, prefix, _own_words(after))


def _name(written: str) -> str:
    """A version as written, without a word before it."""
    if written[:1] in "vV" and written[1:2].isdigit():
        return written
    return _NUMBER.sub("", written).strip()


def _prefix(before: str) -> str | None:
    """The unusual words before a version; null where they make it something else than a heading."""
    kept: list[str] = []
    for word in before.replace("\x00", " ").split():
        bare = word.lower().strip(_EDGES + "@=")
        if bare in _NEVER:
            return None
        if bare and bare not in _GENERIC and any(letter.isalnum() for letter in bare):
            kept.append(word.strip(" \t:|,;()[]*_“”\"'=").rstrip("@-"))
    return " ".join(kept) if len(kept) <= 5 else None


def _own_words(after: str) -> str:
    """The title that follows a version or a date, without brackets that say nothing."""
    text = _LABEL.sub(" ", after) if "\x00" in after else after
    text = _SAYS_NOTHING.sub(" ", text).replace("\x00", " ")
    text = _EMPTY_BRACKETS.sub(" ", text)
    text = " ".join(text.split()).strip(" \t-–—:|,/·•~;?")
    text = text.rstrip("([").lstrip(")]").strip(" \t-–—:|,/·•~;?")
    if text[:1] in ("(", "[") and text[-1:] in (")", "]") and text.count(text[0]) == 1:
        text = text[1:-1]
    if text.lower() in _STATES or not any(letter.isalnum() for letter in text):
        return ""
    return "" if parse_date(text) or _NUMERIC_DAY.fullmatch(text) else text


def _dated(text: str, dated: tuple[datetime, int, int]) -> Mark:
    """A heading with a day at its start or its end; one in mid-sentence is a title."""
    moment, start, end = dated
    before, after = _own_words(f"{text[:start]}\x00"), _own_words(f"\x00{text[end:]}")
    if before and after:
        return Mark("title", title=text)
    written = text[start:end]
    return Mark("day", f"{moment:%Y-%m-%d}", moment, prefix=written, title=after or before)


def _period(text: str, month: tuple[int, int] | None) -> Mark:
    """A month, a span of days, a year, a day without a year beneath them, or only a title."""
    found = _MONTH.match(text)
    if found and _PARTED.match(text[found.end() :]):
        year = int(found[2] or found[3] or found[5])
        number = _month_number(found[1]) if found[1] else int(found[4] or found[6])
        if 1990 <= year <= 2100 and 1 <= number <= 12:
            title = _own_words(text[found.end() :])
            return Mark(
                "month", f"{year}-{number:02}", prefix=found.group(), title=title, month=(year, number)
            )
    year_alone = _YEAR.match(text)
    if year_alone:
        return Mark("year", year_alone[1], month=(int(year_alone[1]), 0))
    day = _DAY.match(text) if month else None
    if day and month and _PARTED.match(text[day.end() :]):
        number = _month_number(day[1] or day[4])
        moment = parse_date(f"{month[0]:04}-{number:02}-{int(day[2] or day[3]):02}")
        if moment and month[1] in (0, number):
            title = _own_words(text[day.end() :])
            return Mark(
                "day",
                f"{moment:%Y-%m-%d}",
                moment,
                prefix=f"{day.group()}{',' if day[1] else ''} {month[0]}",
                title=title,
            )
    return Mark("title", title=text)


def _month_number(name: str) -> int:
    return "janfebmaraprmayjunjulaugsepoctnovdec".index(name[:3].lower()) // 3 + 1


def date_line(line: str) -> datetime | None:
    """The day that a line states and nothing else besides words such as “Released”."""
    if len(line) > 90 or not any(letter.isdigit() for letter in line):
        return None
    found = find_date(line)
    if not found:
        return parse_date(line.strip(_EDGES))
    rest = _LABEL.sub(" ", f"{line[: found[1]]} {line[found[2] :]}")
    return found[0] if not any(letter.isalnum() for letter in _BESIDE_DAY.sub(" ", rest)) else None
