"""Name cells and headings as the AI model names that a page gives."""

from __future__ import annotations

import re
import unicodedata

from ingest.kinds.pricing.dates import spans
from ingest.kinds.pricing.plain import folded, without_footnotes
from ingest.kinds.pricing.profiles import word_list
from ingest.kinds.pricing.shapes import NOTHING, Hint
from ingest.kinds.pricing.words import read

_MARK = re.compile(
    r"\s*[(（\[](?:deprecated|retired|legacy|new|推荐|已下线|即将下线|已弃用|recommended|popular|hot)[^()（）\[\]]{0,60}[)）\]]"
    r"|\s+(?:deprecated|recommended)$|推荐$|\s+NEW$|^NEW\s+",
    re.I,
)
_BULLETS = re.compile(r"^\s*[•·▪‣*-]\s+")
_BAND = re.compile(
    r"\s*[(（](?=[^()]{0,12}(?:[<>≤≥]|up to|over |above |under |below ))[^()（）]{0,60}[)）]", re.I
)
_UNTIL_DAY = re.compile(
    r"[\s,(\-–—]{1,4}(?:(?:introductory|price|pricing|valid) ){0,2}"
    r"(?:through|thru|until|till|starting|from|effective|beginning|before|after|as of)(?: on)?"
    r" [^()\n]{0,12}\d"
    r"[^()\n]{0,14}\)?",
    re.I,
)
LONG = re.compile(r"\s*[-–—,(（:]\s*long[- ]context[)）]?\s*$", re.I)
_DATE = re.compile(
    r"(?:\d{1,4}[-/.年 ]{1,2}){1,2}\d{1,4}日?|q[1-4] 20\d\d|20\d\d|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? ?(?:\d{1,2}(?:st|nd|rd|th)?,? ?)?(?:2"
    r"0\d\d)?|"
    r"\d{1,2} (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? ?(?:20\d\d)?"
)
_ID = re.compile(r"[a-z][a-z0-9.]*(?:[-_][a-z0-9.]+){1,6}")
_REGION = re.compile(r"(?:us|eu|ap|asia|europe|me|sa|ca|af|cn)-[a-z]+(?:-?\d{1,2})?|global|us|eu")
_SIZE_CLASS = re.compile(
    r"parameters|^(?:less|more|up to|over|above|below|under) (?:than )?\d|^[<>≤≥] ?\d|^\d[\d.]*b? ?-"
)
_PROSE = re.compile(
    r"[\n,;，。；]|\d ?[x×] ?\d{3}|[\u4e00-\u9fff]{7}|(?<![a-z])(?:at|is|are|was|using|with the"
    r"|you|we|our|costs?|prices?|pricing|per|how|than)(?![a-z])|^(?:use|see|learn|get|try)(?![a-z])"
)
_WORD = re.compile(r"[a-z0-9.+]+|[\u4e00-\u9fff]+")
_SLASH = re.compile(r"\s+/\s+|\s*、\s*")


def families() -> frozenset[str]:
    """First words of AI model names that need no version."""
    return word_list("families")


def generic() -> frozenset[str]:
    """Words of headings that are no part of a name by themselves."""
    return word_list("generic")


def yuan_vendor(vendor: str) -> bool:
    """Whether "¥" on this vendor's pages is the yuan."""
    return any(vendor.lower().startswith(name) for name in word_list("yuan"))


def cleaned(text: str) -> str:
    """A name without footnotes, marks such as "deprecated", bullets and the length band that rides on it."""
    text = _BULLETS.sub("", without_footnotes(text))
    text = "".join(char for char in text if unicodedata.category(char) not in ("So", "Sk"))
    return LONG.sub("", _MARK.sub("", _BAND.sub("", text))).strip(" :↳\ufe0f")


def band_of(text: str) -> str:
    """The part of a name cell that is a prompt-length band: the whole of it, or what stands in brackets."""
    hint, left = read(text) if text.strip() else (None, "")
    if hint and hint.banded and (not left or text.strip().startswith("↳")):
        return text
    found = _BAND.search(text)
    return found.group() if found else ""


def looks_like_name(text: str) -> bool:
    """Whether a heading or line can name an AI model: short, with a version or a known family word."""
    if len(text) > 70 or _PROSE.search(text.lower()) or text.endswith((".", "!", "?", ":", "…")):
        return False
    words = _WORD.findall(folded(text))
    if not words or len(words) > 9 or all(word in generic() for word in words) or doubt_of(text):
        return False
    if not any(char.isalpha() for char in text):
        return False
    first = re.sub(r"[\d.+]+$", "", words[0])
    if _ID.fullmatch(text):
        return True
    known = first in families() or any(word in families() for word in words[:3])
    return known or (
        any(char.isdigit() for char in text) and not re.match(r"\W*\d", text) and len(words) <= 6
    )


def is_generic(name: str) -> bool:
    """Whether a name has only words of headings, such as "Standard price"."""
    return all(word in generic() for word in _WORD.findall(folded(name)))


def doubt_of(name: str) -> str | None:
    """Why a name can't be that of an AI model; null where it can."""
    text = folded(name).strip()
    if not any(char.isalpha() for char in text):
        return "an AI model name without a letter"
    if _REGION.fullmatch(text):
        return "a region, not an AI model"
    if _SIZE_CLASS.search(text):
        return "a class of sizes, not an AI model"
    if _DATE.fullmatch(text):
        return "an AI model name that is a date"
    if len(name) > 120:
        return "an AI model name of absurd length"
    return None


def dated(text: str) -> tuple[str, Hint]:
    """A cell such as "Claude Sonnet 5 (through August 31, 2026)" as the name and the dates of the row."""
    found = _UNTIL_DAY.search(text)
    if not found:
        return text, NOTHING
    starts, ends, undated, _ = spans(folded(found.group()))
    return text[: found.start()] + text[found.end() :], Hint(starts=starts, ends=ends, undated=undated)


def split(cell: str, known: frozenset[str] = frozenset()) -> list[str]:
    """The names of one cell: several lines, or "Claude Sonnet 4.6 / 4.5 / 4" where the page knows each."""
    rows = [row for row in dated(cell)[0].split("\n") if row.strip()]
    if not rows:
        return []
    first = cleaned(rows[0])
    names = [first]
    for row in rows[1:]:
        other = cleaned(row)
        same = _letters(other).startswith(_letters(first)) and not _BULLETS.match(row)
        if other and not same and (_BULLETS.match(row) or _is_kin(first, other)):
            names.append(other)
    if len(names) == 1 and first not in known:
        return _by_slash(first, known) or names
    return [name for name in names if name]


def _by_slash(name: str, known: frozenset[str]) -> list[str]:
    """The parts around slashes, each with the front of the first; empty unless the page knows every one."""
    parts = _SLASH.split(name)
    if len(parts) < 2 or len(parts) > 8:
        return []
    front = parts[0].rsplit(" ", 1)[0] + " "
    wide = parts[0].split(" ", 1)[0] + " "
    whole = [parts[0]]
    for part in parts[1:]:
        choices = [choice for choice in (part, front + part, wide + part) if choice in known]
        if not choices:
            return []
        whole.append(choices[0])
    return whole if parts[0] in known else []


def _is_kin(first: str, other: str) -> bool:
    """A second line that names another AI model: no spaces, and the same first word."""
    return (
        " " not in other
        and re.split(r"[-_ .\d]", first.lower())[0] == re.split(r"[-_ .\d]", other.lower())[0]
    )


def _letters(text: str) -> str:
    return "".join(char for char in text.lower() if char.isalnum())


def mentioned(sentence: str, known: frozenset[str]) -> list[str]:
    """Known names that a sentence mentions, in full or without their first word, in the order of mention."""
    hits: list[tuple[int, str]] = []
    free = folded(sentence)
    for name in sorted(known, key=len, reverse=True):
        short = name.split(" ", 1)[1] if name.count(" ") >= 2 else name
        for form in (folded(name), folded(short)):
            if form not in free:
                continue
            found = re.search(rf"(?<![\w.-]){re.escape(form)}(?![\w-]|\.\d)", free)
            if found:
                hits.append((found.start(), name))
                free = free.replace(form, " " * len(form))
    return [name for _, name in sorted({n: (p, n) for p, n in reversed(hits)}.values())]
