"""HTML read in one linear pass: its tags, and its readable text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

_BLOCK_NAMES = (
    "address article aside blockquote br caption center dd details dialog div dl dt fieldset figcaption"
    " figure footer form h1 h2 h3 h4 h5 h6 header hr li main menu nav ol option p pre section summary table"
    " tbody tfoot thead title tr ul"
)
_RAW_NAMES = "script style iframe noembed noframes noscript textarea title xmp plaintext"
_DROPPED_NAMES = "svg math object canvas audio video template select applet"
_OTHER_NAMES = (
    "a abbr acronym animate area b base bdi bdo big blink body button cite code col colgroup data datalist"
    " del dfn em embed font foreignobject frame frameset head html i image img input ins isindex kbd label"
    " legend link map mark marquee meta meter optgroup output param picture progress q rp rt ruby s samp set"
    " slot small source span strike strong sub sup td th time track tt u use var wbr xml"
)
BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset(("td", "th"))
_RAW = frozenset(_RAW_NAMES.split())
_DROPPED = frozenset(_DROPPED_NAMES.split())
_KNOWN = {*BLOCKS, *_RAW, *_DROPPED, *_OTHER_NAMES.split()}
_NAMES = "|".join(sorted(_KNOWN, key=len, reverse=True))
_START = re.compile(r"<(?=[a-zA-Z/!?])")
_QUOTED = r"(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+"
_TAG = re.compile(rf"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{{0,60}}+)(|[\s/]{_QUOTED})>")
_WIDE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,60}+)([\s/](?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_BARE_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:_-]{0,60}+)([\s/][^<>]*+)>")
_KNOWN_TAG = re.compile(
    rf"<(?=[a-zA-Z/!?])[/!?]?(?:{_NAMES})(?:[\s/]{_QUOTED}|[\s/][^<>]*+)?>|<[a-zA-Z][\w:-]{{0,60}}+\s[^<>=]*+=[^<>]*+>|<!--",
    re.IGNORECASE,
)
_OPEN_TAG = re.compile(
    rf"<(?=[a-zA-Z/!?])(?=[/!?]?(?:{_NAMES})[\s/]+[a-z-]+\s*=|[/!?]?(?:script|style|iframe|object|embed|svg|form|meta)\b|!--)",
    re.IGNORECASE,
)
_CLOSING = re.compile(r"</(?:p|div|li|ul|ol|a|span|strong|em|b|i|h[1-6]|table|code|pre)\s*>", re.IGNORECASE)
_HUGE_REFERENCE = re.compile(r"&#(?:0*+\d{8,}+|[xX]0*+[0-9a-fA-F]{7,}+);?")
_WIDE_TRIES = 50
_INVISIBLE = re.compile(r"\s+")


class Tag:
    """One tag as met: lower-case name, whether it closes, its raw attributes, where it starts and ends."""

    __slots__ = ("name", "closes", "attributes", "starts", "ends")

    def __init__(self, found: re.Match[str]) -> None:
        self.name = found[2].lower()
        self.closes = found[1] == "/"
        self.attributes = found[3]
        self.starts = found.start()
        self.ends = found.end()

    def attribute(self, name: str) -> str | None:
        """The value of one attribute with its entities decoded; null where the tag has none."""
        pattern = rf"(?:^|[\s\"'/]){name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))"
        found = re.search(pattern, self.attributes[:20_000], re.IGNORECASE)
        if not found:
            return None
        return unescape(next(value for value in found.groups() if value is not None))


def unescape(text: str) -> str:
    """Entities decoded once; references beyond Unicode become the replacement character."""
    if "&" not in text:
        return text
    return html.unescape(_HUGE_REFERENCE.sub("\ufffd", text))


def pieces(markup: str) -> Iterator[str | Tag]:
    """Text (entities decoded) and tags in order, without comments, scripts, styles and drawings.

    Linear whatever the input, unlike a tree: 300,000 nested `<div>` take lexbor minutes.
    """
    at, end = 0, len(markup)
    absent: set[str] = set()
    tries = _WIDE_TRIES
    while at < end:
        opening = _START.search(markup, at)
        if not opening:
            yield unescape(markup[at:])
            return
        start = opening.start()
        following = markup[start + 1 : start + 2]
        if following in ("!", "?"):
            if start > at:
                yield unescape(markup[at:start])
            at = _after_declaration(markup, start, absent)
            continue
        found = _TAG.match(markup, start)
        if not found and (following.isalpha() or following == "/"):
            found = _WIDE_TAG.match(markup, start) if tries else None
            tries -= not found and tries > 0
            found = found or _BARE_TAG.match(markup, start)
        if not found:
            yield unescape(markup[at : start + 1])
            at = start + 1
            continue
        if start > at:
            yield unescape(markup[at:start])
        tag = Tag(found)
        yield tag
        at = tag.ends if tag.closes else _after_dropped(markup, tag, absent)


def _after_declaration(markup: str, start: int, absent: set[str]) -> int:
    """Where the text goes on after a comment, doctype, CDATA or instruction; the rest is lost if unclosed."""
    opens = {"<!--": "-->", "<![C": "]]>"}
    mark = opens.get(markup[start : start + 4], ">")
    if mark in absent:
        return len(markup)
    stop = markup.find(mark, start + 2)
    if stop < 0:
        absent.add(mark)
        return len(markup)
    return stop + len(mark)


def _after_dropped(markup: str, tag: Tag, absent: set[str]) -> int:
    """Where the text goes on after an opening tag: behind the closing one where the content is not text."""
    if tag.name not in _RAW and tag.name not in _DROPPED:
        return tag.ends
    if tag.attributes.endswith("/") or tag.name in absent:
        return tag.ends
    stop = re.compile(f"</{tag.name}", re.IGNORECASE).search(markup, tag.ends)
    if stop:
        return stop.start()
    absent.add(tag.name)
    return len(markup) if tag.name in _RAW else tag.ends


def readable(markup: str) -> str:
    """The text of HTML: block tags become line breaks, list items get a dash, runs of blanks become one."""
    out: list[str] = []
    kept = 0
    for piece in pieces(markup):
        if isinstance(piece, str):
            out.append(piece if kept else _INVISIBLE.sub(" ", piece))
        elif piece.name in BLOCKS:
            out.append("\n- " if piece.name == "li" and not piece.closes else "\n")
            if piece.name == "pre":
                kept = 0 if piece.closes else 1
        elif piece.name in _CELLS:
            out.append(" ")
    return strip_tags("".join(out))


def is_markup(text: str) -> bool:
    """Whether the text has a tag that HTML knows; `Vec<String>` alone is text."""
    return "<" in text and _KNOWN_TAG.search(text) is not None


def strip_tags(text: str) -> str:
    """Text without HTML tags, also those that were escaped twice or that a removal puts together.

    Only names that HTML knows go: `Vec<String>` and `--name <value>` are text.
    """
    for _ in range(4):
        if "<" not in text or not _KNOWN_TAG.search(text):
            break
        twice = bool(_CLOSING.search(text))
        text = _KNOWN_TAG.sub(_blank, text)
        text = unescape(text) if twice else text
    else:
        text = text.replace("<", "")
    return _OPEN_TAG.sub("", text) if "<" in text else text


def _blank(found: re.Match[str]) -> str:
    """What stands in place of a removed tag: a line break for a block, else nothing."""
    name = re.match(r"<[/!?]?(\w*)", found.group())
    return "\n" if name and name[1].lower() in BLOCKS else ""
