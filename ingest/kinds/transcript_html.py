"""Transcripts on web pages: their markup as the labelled lines of a Markdown transcript."""

from __future__ import annotations

import re

from ingest.kinds.transcript_pieces import TIME
from ingest.markup import BLOCKS, Tag, pieces

_NAMED = frozenset(("b", "strong", "cite", "dt", "h3", "h4", "h5", "h6"))
_NO_SPEECH = frozenset(("head", "nav", "header", "footer", "form", "aside", "button", "title", "select"))
_CLASS = re.compile(r"(?:^|[\s_-])(speaker|author|person|name|participant)", re.I)
_TIME_CLASS = re.compile(r"time", re.I)
_CLOCK = re.compile(rf"^\W{{0,2}}({TIME})\W{{0,2}}$")


class _Page:
    """The text under way: finished lines, the line being written, and a label being read."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self.label: list[str] | None = None
        self.label_tag = ""
        self.depth = 0
        self.skipped = ""
        self.skips = 0

    def words(self, text: str) -> None:
        (self.line if self.label is None else self.label).append(" ".join(f" {text} ".split("\n")))

    def end_line(self) -> None:
        self.lines.append(" ".join("".join(self.line).split()))
        self.line = []

    def open_label(self, tag: str) -> None:
        self.label, self.label_tag, self.depth = [], tag, 0

    def close_label(self) -> None:
        """A short bold or marked text at the start of a line may name the speaker; else it is only text."""
        held = " ".join("".join(self.label or []).split())
        self.label = None
        if not held:
            return
        starts = not "".join(self.line).strip(" -") or _CLOCK.match("".join(self.line).strip())
        clock = _CLOCK.match(held)
        if clock:
            self.line.append(f" [{clock[1]}] ")
        elif starts and len(held) <= 80 and "*" not in held:
            self.line.append(f"**{held}**" if held.endswith(":") else f" **{held}** ")
        else:
            self.line.append(f" {held} ")


def marked_text(markup: str) -> str:
    """The lines of a page, its bold or marked names as `**Name**` and its times as `[12:34]`."""
    page = _Page()
    for piece in pieces(markup):
        if isinstance(piece, Tag):
            _read_tag(page, piece)
        elif not page.skips:
            page.words(piece)
    if page.label is not None:
        page.close_label()
    page.end_line()
    return "\n\n".join(line for line in page.lines if line)


def _read_tag(page: _Page, tag: Tag) -> None:
    if page.skips:
        page.skips += (-1 if tag.closes else 1) if tag.name == page.skipped else 0
        return
    if tag.name in _NO_SPEECH and not tag.closes:
        page.skipped, page.skips = tag.name, 1
        return
    if page.label is not None:
        if tag.name == page.label_tag:
            page.depth += -1 if tag.closes else 1
        if page.depth >= 0 and not (tag.name in BLOCKS and tag.name != page.label_tag):
            return
        page.close_label()
    if tag.name in BLOCKS and not (tag.closes and tag.name in ("dt",)):
        page.end_line()
    if not tag.closes and _names(tag):
        page.open_label(tag.name)


def _names(tag: Tag) -> bool:
    """Whether this tag may hold a speaker's name or a time."""
    if tag.name in _NAMED or tag.name == "time":
        return True
    marked = tag.attribute("class") or "" if "class" in tag.attributes else ""
    return bool(_CLASS.search(marked) or _TIME_CLASS.search(marked)) and tag.name in (
        "span",
        "div",
        "p",
        "a",
        "em",
    )
