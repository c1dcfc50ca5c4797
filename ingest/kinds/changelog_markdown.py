"""Markdown and MDX release notes: front matter, headings, update components and joined lines."""

from __future__ import annotations

import re

from ingest.kinds.changelog_headings import read_heading
from ingest.kinds.changelog_sections import (
    COMPONENT,
    DEEPEST,
    LONGEST_LINE,
    MOST_LINES,
    MOST_SECTIONS,
    PAGE,
    Page,
    Section,
    first_link,
    name_anchors,
    plain,
)

_FRONT_LINES = 200
_TAG_LINES = 12
_FENCE = re.compile(r"\s*(?:[-*+]\s+)?(`{3,10}|~{3,10})")
_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*)|(?=\[?v?\d+\.\d)(.*))$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+|~+|\^+|\*+|\++)\s*$")
_HTML_HEADING = re.compile(
    r"\s*(?:<details[^<>]{0,200}>\s*)?<(?:h([1-6])|(summary))\b([^<>]{0,500})>(.+?)</(?:h[1-6]|summary)>\s*$",
    re.IGNORECASE,
)
_COMPONENT = re.compile(r"\s*<([A-Z][\w.]{0,60})\s")
_ATTRIBUTE = re.compile(
    r"\b(label|title|version|name|date|description)\s*=\s*\{?\s*(?:\"([^\"]*)\"|'([^']*)'|`([^`]*)`)"
)
_CLOSED = re.compile(r"\s*</([A-Z][\w.]{0,60})>\s*$")
_ITEM = re.compile(r"(\s*)(?:[-*+•]|(\d{1,4})[.)])\s+(.*)$")
_RULE = re.compile(
    r"\s*(?:[-*_]\s*){3,}$|\s*\|?(?:\s*:?-{2,}:?\s*\|?)+$|\s*:::|\s*(?:import|export)\s.+[;'\"{]$"
)
_COMPARES = re.compile(r"https?://[^\s<>()]{1,200}/compare/[^\s<>()]{1,200}")
_DAY_ALONE = re.compile(
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}|[A-Z][a-z]{2,8}\.?,? 20\d\d|[A-Z][a-z]{2,8}\.? \d{1,2}, 20\d\d)$"
)
_NAMED = re.compile(r"\s*\{:?\s*#([\w.-]{1,120})[^{}]*\}\s*$")
_HTML_NAME = re.compile(r"<a\s[^<>]*?(?:id|name)\s*=\s*[\"']([^\"'<>]{1,120})", re.IGNORECASE)
_DEFINED = re.compile(r" {0,3}\[([^\[\]]{1,200})\]:\s+<?(\S+?)>?(?:\s.*)?$")
_BRACKETED = re.compile(r"\[([^\[\]]{1,200})\](?:\[([^\[\]]{1,200})\])?(?!\()")
_FRONT = re.compile(r"\s*([\w-]{1,40}):\s*(.*)$")


def read(text: str) -> Page:
    """The headings of a Markdown text with their lines; headings in code and comments are none."""
    lines = text.split("\n", MOST_LINES)
    more = len(lines) > MOST_LINES
    del lines[MOST_LINES:]
    front, at = _front_matter(lines)
    reader = _Reader(lines, at)
    reader.run()
    name_anchors(reader.sections)
    heads = (section.title for section in reader.sections if section.level == COMPONENT and section.title)
    title = front.get("title") or front.get("page") or next(heads, "")
    return Page(title, front, reader.sections, reader.links, more or len(reader.sections) > MOST_SECTIONS)


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """The keys of a leading `---` block, and the line after it; the first of equal keys counts."""
    if not lines or lines[0].rstrip() != "---":
        return {}, 0
    found: dict[str, str] = {}
    for number, line in enumerate(lines[1:_FRONT_LINES], start=1):
        if line.rstrip() in ("---", "..."):
            return found, number + 1
        pair = _FRONT.match(line[:LONGEST_LINE])
        if pair and pair[2].strip() and not line.startswith("#"):
            found.setdefault(pair[1].lower(), pair[2].strip().strip("\"'"))
    return {}, 0


class _Reader:
    """The lines, where reading stands, and the sections so far."""

    def __init__(self, lines: list[str], at: int) -> None:
        self.lines = lines
        self.at = at
        self.sections = [Section(PAGE, "")]
        self.links: list[str] = []
        self.defined = _definitions(lines)
        self.open_component = ""
        self.joins = False
        self.unclosed: dict[str, int] = {}
        self.comment_open = False
        self.base = 0

    def run(self) -> None:
        while self.at < len(self.lines) and len(self.sections) <= MOST_SECTIONS:
            line = self.lines[self.at].rstrip()[:LONGEST_LINE]
            if not line.strip():
                self.joins = False
                self.at += 1
            elif not (self._fence(line) or self._comment(line) or self._heading(line) or self._tag(line)):
                self._text(line)
                self.at += 1

    def _add(self, text: str) -> None:
        self.sections[-1].lines.append(text)

    def _fence(self, line: str) -> bool:
        """Code up to its closing fence; a fence that never closes is a line like others."""
        found = _FENCE.match(line)
        if not found or (found[1][0] == "`" and "`" in line[found.end() :]):
            return False
        mark, length = found[1][0], len(found[1])
        if length >= self.unclosed.get(mark, 99):
            return False
        for end in range(self.at + 1, len(self.lines)):
            closing = self.lines[end].strip()
            if closing.startswith(found[1]) and not closing.strip(mark):
                for code in self.lines[self.at + 1 : end]:
                    self._add(code[:LONGEST_LINE].rstrip())
                self.at, self.joins = end + 1, False
                return True
        self.unclosed[mark] = length
        self.at += 1
        return True

    def _comment(self, line: str) -> bool:
        """A comment that begins a line, up to its end; one that never ends hides its own line alone."""
        start = line.lstrip()
        mark = {"<!--": "-->", "{/*": "*/}"}.get(start[:4] if start.startswith("<") else start[:3])
        if not mark:
            return False
        first = self.at
        if mark in start:
            rest = start.split(mark, 1)[1].strip()
            self.lines[self.at] = rest
            self.at += 0 if rest else 1
            return True
        if not self.comment_open:
            for end in range(first + 1, len(self.lines)):
                if mark in self.lines[end]:
                    self.lines[end] = self.lines[end].split(mark, 1)[1]
                    self.at = end
                    return True
            self.comment_open = True
        self.at += 1
        return True

    def _heading(self, line: str) -> bool:
        """A heading with number signs, underlined, or in HTML."""
        found = _ATX.match(line)
        if found:
            words = (found[2] if found[2] is not None else found[3]).rstrip()
            self._open(len(found[1]), re.sub(r"(?:^|\s)#+$", "", words))
            self.at += 1
            return True
        html = _HTML_HEADING.match(line)
        if html:
            name = re.search(r"\bid\s*=\s*[\"']([^\"']{1,120})", html[3])
            self._open(int(html[1] or DEEPEST), html[4], name[1] if name else None)
            self.at += 1
            return True
        below = self.lines[self.at + 1][:400] if self.at + 1 < len(self.lines) else ""
        under = _UNDERLINE.match(below)
        if not under or self.joins or not _underlines(line, under[1]):
            return False
        self._open(1 if under[1][0] == "=" else 2, line.strip())
        self.at += 2
        return True

    def _open(self, level: int, words: str, anchor: str | None = None) -> None:
        named = _NAMED.search(words)
        anchor = anchor or (named[1] if named else None)
        words = words[: named.start()] if named else words
        inner = _HTML_NAME.search(words)
        title = " ".join(plain(words).split())
        link = first_link(words) or self._referred(words)
        self.sections.append(Section(level, title, link, anchor or (inner[1] if inner else None)))
        self.joins = False

    def _referred(self, words: str) -> str | None:
        """The address behind `[1.2.3]` where the page defines it below."""
        found = _BRACKETED.search(words)
        return self.defined.get((found[2] or found[1]).casefold()) if found else None

    def _tag(self, line: str) -> bool:
        """A component that opens an update (its label is a heading), or the end of one."""
        if _CLOSED.match(line) and self.open_component == line.strip()[2:-1]:
            self.sections.append(Section(COMPONENT, ""))
            self.open_component, self.joins = "", False
            self.at += 1
            return True
        found = _COMPONENT.match(f"{line} ")
        if not found:
            return False
        end = self.at
        last = min(self.at + _TAG_LINES, len(self.lines))
        while end < last and ">" not in self.lines[end]:
            end += 1
        if end == last:
            return False
        tag, _, after = " ".join(self.lines[self.at : end + 1])[: LONGEST_LINE * 2].partition(">")
        named = {name: a or b or c for name, a, b, c in _ATTRIBUTE.findall(tag)}
        title = (
            named.pop("label", "")
            or named.pop("version", "")
            or named.pop("title", "")
            or named.pop("name", "")
        )
        title = title or named.pop("date", "")
        if not any(_names_release(found[1], words) for words in (title, *named.values())):
            return False
        self.sections.append(Section(COMPONENT, " ".join(plain(title).split()), labels=list(named.values())))
        self.open_component = found[1]
        self.joins = False
        self.lines[end] = after
        self.at = end
        return True

    def _text(self, line: str) -> None:
        """One line of the body: an item, a table row, or words that go on from the line before."""
        if _DEFINED.match(line) or _RULE.match(line):
            self.joins = False
            return
        bare = _COMPARES.search(line) if "/compare/" in line else None
        link = first_link(line) if "](" in line else bare[0] if bare else None
        if link and len(self.links) < 1_000:
            self.links.append(link)
        item = _ITEM.match(line)
        if item:
            depth = len(item[1].expandtabs(4))
            above = self.sections[-1].lines
            if not above or not _ITEM.match(above[-1]):
                self.base = depth
            indent = "  " * min(max(depth - self.base, 0) // 2, 4)
            mark = f"{item[2]}." if item[2] else "-"
            self._add(f"{indent}{mark} {plain(item[3]).strip()}")
            self.joins = True
            return
        if line.lstrip().startswith("|"):
            cells = [plain(cell).strip() for cell in line.strip().strip("|").split("|")]
            self._add(" | ".join(cells))
            self.joins = False
            return
        words = plain(line.lstrip(" \t>")).strip()
        lines = self.sections[-1].lines
        if _DAY_ALONE.match(words):
            self._add(words)
            self.joins = False
            return
        if self.joins and lines and len(lines[-1]) < LONGEST_LINE:
            lines[-1] = f"{lines[-1]} {words}"
        elif words:
            self._add(words)
        self.joins = bool(words) and not line.endswith(("\\", "  "))


def _names_release(component: str, words: str) -> bool:
    """Whether a component's label is that of an update; a card called “Guide 2.0” is none."""
    mark = read_heading(words)
    return mark.kind in ("day", "month") or (
        mark.kind == "version" and (not mark.prefix or component == "Update")
    )


def _underlines(line: str, mark: str) -> bool:
    """Whether a row of marks makes a heading of the line above it."""
    words = line.strip()
    if _ITEM.match(line) or words.startswith(("|", ">", "<")) or len(words) > 200 or _UNDERLINE.match(line):
        return False
    return len(mark) >= 3 if mark[0] in "=-" else len(mark) >= max(4, len(words))


def _definitions(lines: list[str]) -> dict[str, str]:
    """Addresses that the page defines by name, `[1.2.3]: https://…`."""
    found: dict[str, str] = {}
    for line in lines:
        if "]:" in line[:220]:
            pair = _DEFINED.match(line[:LONGEST_LINE])
            if pair:
                found.setdefault(pair[1].casefold(), pair[2])
    return found
