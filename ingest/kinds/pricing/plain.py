"""Foreign inline text made plain: marks, links, struck-out words, unseen characters, footnotes removed."""

from __future__ import annotations

import html
import re
import unicodedata
from functools import lru_cache

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹†‡§]+")

_STRUCK = re.compile(r"~~[^~\n]{0,300}~~|<(del|s|strike)\b[^<>]{0,200}>[^<>]{0,300}</\1>", re.I)
_SUP = re.compile(r"<sup\b[^<>]{0,200}>([^<>]{0,100})</sup>", re.I)
_BREAK = re.compile(r"<\s{0,3}/?\s{0,3}(?:br|hr|p|li|div)\b[^<>]{0,200}>", re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>|<(?:https?:)?/[^<>\s]{0,300}>|<!--[^<>]{0,500}-->")
_IMAGE = re.compile(r"!\[[^\[\]]{0,300}\]\([^()]{0,600}\)")
_LINK = re.compile(r"\[([^\[\]]{0,400})\]\(<?[^()]{0,600}>?\)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|$~<>^])")
_MARKS = re.compile(r"\*{1,4}|(?<!\w)_{1,2}(?=\S)|(?<=[\w).])_{1,2}(?!\w)")
_TICKS = re.compile(r"(?<!\\)`+")
_SPACES = re.compile(r"[ \t\f\v\u00a0\u2000-\u200a\u202f\u3000]+")
_FOOTNOTE = re.compile(r"\s*(?:\[(?:\d{1,2}|\*{1,3}|[a-z])\]|\^\(?\d{1,2}\)?|\(\*{1,3}\))")


def lines(text: str) -> str:
    """Text with single spaces, no blank lines, no control, bidi or zero-width characters."""
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    rows = (_SPACES.sub(" ", row).strip() for row in kept.split("\n"))
    return "\n".join(row for row in rows if row)


def inline(text: str) -> str:
    """Markdown or MDX inline text as plain text; breaks stay as line breaks, struck-out words go."""
    if "<" in text:
        text = _SUP.sub(lambda found: raised(found.group(1)), _STRUCK.sub(" ", text))
        text = _TAG.sub("", _BREAK.sub("\n", text))
    elif "~~" in text:
        text = _STRUCK.sub(" ", text)
    text = html.unescape(text)
    if "](" in text:
        text = _LINK.sub(r"\1", _IMAGE.sub(" ", text))
    return lines(_unmarked(text))


def _unmarked(text: str) -> str:
    """Text without the marks of emphasis and code; what was escaped stays."""
    held = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found.group(1))), _TICKS.sub("", text))
    kept = _MARKS.sub("", held)
    return "".join(chr(ord(char) - 0xE000) if 0xE000 <= ord(char) < 0xE080 else char for char in kept)


def raised(text: str) -> str:
    """The digits of a superscript as superscript characters, so that no price swallows a footnote."""
    mark = text.strip(" ()[]")
    return mark.translate(SUPERSCRIPT) if mark.isdigit() else f" [{mark[:1]}]" if mark else ""


def without_footnotes(text: str) -> str:
    """Text without footnote marks."""
    return _FOOTNOTE.sub("", RAISED.sub("", text)).strip()


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Text for comparison and word rules: footnotes out, width and case folded, dashes and quotes unified."""
    text = unicodedata.normalize("NFKC", without_footnotes(text)).lower()
    return (
        re.sub("[‐‑‒–—−]", "-", text)
        .replace("⩽", "≤")
        .replace("⩾", "≥")
        .replace("<=", "≤")
        .replace(">=", "≥")
    )
