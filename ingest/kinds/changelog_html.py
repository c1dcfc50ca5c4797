"""Release notes on web pages: headings with their anchors, items and table rows as plain lines."""

from __future__ import annotations

from ingest.kinds.changelog_sections import (
    COMPONENT,
    DEEPEST,
    LONGEST_LINE,
    MOST_LINES,
    MOST_SECTIONS,
    PAGE,
    Page,
    Section,
    name_anchors,
)
from ingest.markup import BLOCKS, Tag, pieces

_HEADINGS = {f"h{level}": level for level in range(1, 7)} | {"summary": DEEPEST, "dt": DEEPEST}
_SKIPPED = frozenset(("nav", "footer", "form", "button", "aside", "select", "head", "dialog"))
_CELLS = frozenset(("td", "th"))


class _Reader:
    """The page under way: its sections, the line being written, and the heading that is open."""

    def __init__(self) -> None:
        self.title = ""
        self.sections = [Section(PAGE, "")]
        self.links: list[str] = []
        self.line: list[str] = []
        self.heading: Section | None = None
        self.waiting_id: str | None = None
        self.skipped = ""
        self.depth = 0
        self.in_title = False
        self.preformatted = False
        self.lines = 0

    def words(self, text: str) -> None:
        if self.in_title:
            self.title += text
        elif not self.skipped:
            if self.preformatted and not self.heading:
                head, *rest = text.split("\n")
                self.line.append(head)
                for more in rest:
                    self.end_line()
                    self.line.append(more)
            else:
                self.line.append(text)

    def end_line(self) -> None:
        """Closes the line under way: into the open heading, or below the last one."""
        written = "".join(self.line)
        self.lines += 1
        line = " ".join(written[: LONGEST_LINE * 4].split())[:LONGEST_LINE]
        self.line = []
        if not line or line == "-":
            if line and not self.heading:
                self.line = ["- "]
            return
        if self.heading:
            self.heading.title = f"{self.heading.title} {line}".strip()
            return
        self.sections[-1].lines.append(line)
        self.waiting_id = None

    def tag(self, tag: Tag) -> None:
        if tag.name == "title" and self.title == "":
            self.in_title = not tag.closes
        if self.in_title and tag.closes and tag.name == "title":
            self.in_title = False
        if self.skipped:
            if tag.name == self.skipped:
                self.depth += -1 if tag.closes else 1
                self.skipped = self.skipped if self.depth else ""
            return
        if tag.name in _SKIPPED and not tag.closes:
            self.end_line()
            self.skipped, self.depth = tag.name, 1
        elif tag.name in _HEADINGS:
            self._heading(tag)
        elif tag.name in BLOCKS or tag.name in _CELLS:
            self._block(tag)
        elif not tag.closes:
            self._inline(tag)

    def _heading(self, tag: Tag) -> None:
        self.end_line()
        self.close_heading()
        if not tag.closes:
            self.heading = Section(_HEADINGS[tag.name], "", anchor=tag.attribute("id") or self.waiting_id)
            self.waiting_id = None

    def close_heading(self) -> None:
        if self.heading and self.heading.title:
            self.sections.append(self.heading)
        self.heading = None

    def _block(self, tag: Tag) -> None:
        if tag.name in _CELLS:
            if not tag.closes and "".join(self.line).strip():
                self.line.append(" | ")
            return
        if self.heading and tag.name != "br":
            self.line.append(" ")
            self._anchor(tag)
            return
        cell_break = tag.name in ("p", "br", "div") and " | " in "".join(self.line[-40:])
        if cell_break:
            self.line.append(" ")
            return
        self.end_line()
        self.preformatted = not tag.closes if tag.name == "pre" else self.preformatted
        if tag.name == "li" and not tag.closes:
            self.line.append("- ")
        self._anchor(tag)

    def _anchor(self, tag: Tag) -> None:
        """An id right before or inside a heading is its address."""
        name = None if tag.closes else tag.attribute("id")
        if name and self.heading:
            self.heading.anchor = self.heading.anchor or name
        elif name:
            self.waiting_id = name

    def _inline(self, tag: Tag) -> None:
        self._anchor(tag)
        if tag.name == "time":
            moment = tag.attribute("datetime")
            if moment and self.heading:
                self.heading.labels.append(moment)
        if tag.name != "a":
            return
        address = tag.attribute("href") or ""
        if address and len(self.links) < 1_000:
            self.links.append(address)
        if self.heading and address.startswith("#"):
            self.heading.anchor = self.heading.anchor or address[1:]
        elif self.heading and address:
            self.heading.link = self.heading.link or address


def read(text: str) -> Page:
    """The headings of a web page with their lines; menus and forms are left out."""
    reader = _Reader()
    more = False
    for piece in pieces(text):
        more = len(reader.sections) > MOST_SECTIONS or reader.lines > MOST_LINES
        if more:
            break
        if isinstance(piece, str):
            reader.words(piece)
        else:
            reader.tag(piece)
    reader.end_line()
    reader.close_heading()
    name_anchors(reader.sections)
    heads = (section.title for section in reader.sections if section.level == COMPONENT and section.title)
    title = next(heads, "") or " ".join(reader.title.split())
    return Page(title, {}, reader.sections, reader.links, more)
