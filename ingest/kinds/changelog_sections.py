"""A page of release notes as its headings, each with the plain lines below it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ingest.markup import strip_tags, unescape

PAGE = 0
COMPONENT = 1
DEEPEST = 6
LONGEST_LINE = 8_000
MOST_LINES = 100_000
MOST_SECTIONS = 20_000

_IMAGE = re.compile(r"!\[([^\[\]]*)\]\([^()\s]*(?:\s[^()]*)?\)")
_LINK = re.compile(r"\[([^\[\]]*)\]\(<?([^()\s<>]*(?:\([^()\s]*\)[^()\s<>]*)?)>?(?:\s[^()]*)?\)")
_REFERRED = re.compile(r"\[([^\[\]]+)\]\[([^\[\]]*)\]")
_CODE = re.compile(r"(`++)([^`]+)\1(?!`)")
_AUTOLINK = re.compile(r"<(https?://[^<>\s]+)>")
_COMPONENT_TAG = re.compile(r"(?<![\w`])<[A-Z][\w.]{0,60}(?:\s[^<>]*)?>|</[A-Z][\w.]{0,60}>|\{/\*.*?\*/\}")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^*_]+(?:[*_][^*_]+)*?)\1")
_SLANTED = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]+)_(?![\w_])"
)
_STRUCK = re.compile(r"~~([^~]+)~~")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_UNNAMED = re.compile(r"[^\w\- ]")


@dataclass(slots=True)
class Section:
    """One heading and its lines; `labels` stand beside it, `link` is its own."""

    level: int
    title: str
    link: str | None = None
    anchor: str | None = None
    labels: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Page:
    """A document in order; the first section holds what stands before any heading; `more` says that the end was left out."""

    title: str
    front: dict[str, str]
    sections: list[Section]
    links: list[str] = field(default_factory=list)
    more: bool = False


def plain(line: str) -> str:
    """One Markdown line without its marks; what stands in backticks stays as written."""
    text = _REFERRED.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub(r"\1", line[:LONGEST_LINE])))
    out: list[str] = []
    at = 0
    for code in _CODE.finditer(text):
        out += (_unmarked(text[at : code.start()]), code[2].strip())
        at = code.end()
    out.append(_unmarked(text[at:]))
    return "".join(out)


def _unmarked(text: str) -> str:
    """Text between code: emphasis, tags and escapes gone."""
    if not text or text.isalnum():
        return text
    if "<" in text or "{" in text:
        text = strip_tags(_COMPONENT_TAG.sub("", _AUTOLINK.sub(r"\1", text)))
    if "*" in text or "_" in text or "~" in text:
        text = _SLANTED.sub(lambda found: found[1] or found[2], _BOLD.sub(r"\2", _BOLD.sub(r"\2", text)))
        text = _STRUCK.sub(r"\1", text.replace("**", ""))
    return unescape(_ESCAPED.sub(r"\1", text))


def first_link(line: str) -> str | None:
    """The address of the first link in a Markdown line; null where it has none."""
    found = _LINK.search(_IMAGE.sub("", line[:LONGEST_LINE]))
    return found[2] if found and found[2] else None


def slug(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return _UNNAMED.sub("", title.lower().strip()).replace(" ", "-")[:200]


def name_anchors(sections: list[Section]) -> None:
    """Gives each heading its anchor; a repeated one gets a number, as GitHub counts."""
    seen: dict[str, int] = {}
    for section in sections:
        wanted = section.anchor or slug(section.title)
        if not wanted:
            continue
        times = seen.get(wanted, 0)
        seen[wanted] = times + 1
        section.anchor = f"{wanted}-{times}" if times else wanted
