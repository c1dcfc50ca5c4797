"""The lines of a written digest, each with its place in the document and what kind of line it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.kinds.brief_done import done_by_box
from ingest.kinds.brief_sections import opens_actions, opens_other

PSEUDO = 7
_NEAR = 20
_WRAP, _TITLE_LENGTH, _TITLE_WORDS, _LABEL_LENGTH = 110, 110, 16, 80
_LINE = re.compile(r"[^\r\n\x85\u2028\u2029]*(?:\r\n|[\r\n\x85\u2028\u2029]|$)")
_HEADING = re.compile(r"^ {0,3}(#{1,6}|={2,6}(?=[^=]{1,200}={2,6}\s*$))[ \t]+(.*?)[ \t]*[#=]{0,6}[ \t]*$")
_UNDERLINE = re.compile(r"^(?:={3,}|-{3,})\s*$")
_FENCE = re.compile(r"^\s{0,3}(?:```|~~~)")
_RULE = re.compile(r"^\s*(?:[-*_=–—•]\s*)+$")
_MARKER = (
    r"(?:[-*+•‣◦▪●○–—»→☐☑✓✔✅□■]|\(?\d{1,3}[.)](?!\d)|\(?[a-z][.)]|\(?[ivx]{2,4}[.)]"
    r"|\d{1,2}\.\d{1,2}(?:\.\d{1,2})?[.)]?(?=\s+[A-Z@*\[]))"
)
_ID = r"(?:(?:ACTION|ACT|AI|AP|TASK|[AT])[- #]?\d{1,3}\s{0,2}[.:)–-]\s+)?"
_BULLET = re.compile(
    rf"^([ \t>]*)({_MARKER}[ \t]+)(\\?\[[ xX✓✔~-]?\\?\][ \t]+|[☐☑✓✔✅□■][ \t]*)?({_ID})(?=\S)"
)
_IDENTIFIED = re.compile(
    r"^([ \t]*)((?:ACTION|ACT|AI|AP|TASK|[AT])[- #]?\d{1,3}\s{0,2}[.:)–-]\s+|\\?\[[ xX✓✔]?\\?\][ \t]+)(?=\S)"
)
_BOLD_LINE = re.compile(r"^\s{0,3}(?:\d{1,2}[.)]\s+)?(\*\*|__)([^*_\n]{1,110})\1\s*:?\s*$")
_META = re.compile(
    r"^[*_]{0,2}(?:present|attend(?:ees|ance|ing)|participants|apologies|absent|regrets"
    r"|chair(?:person)?|facilitator|date|time|"
    r"location|place|venue|from|to|cc|subject|author|authors|prepared by|minutes(?: taken)? by"
    r"|note[\s-]?taker|"
    r"scribe|secretary|next meeting|next call|recording|ref|link|status|version|invited|guests?|lead)\b"
    r"[^:\n]{0,30}:[*_]{0,2}(?:\s|$)",
    re.I,
)
_NUMBER = re.compile(r"^\s{0,3}\(?(\d{1,3}(?:\.\d{1,3}){0,3})[.)]?\s")
_NO_TITLE = re.compile(
    r"^[*_]{0,2}(?:actions?|action items?|to-?do|owners?|due|deadline|decision|assigned to"
    r"|responsible|note|timeline"
    r"|horizon|timeframe|status|priority|eta|target)\b[^:\n]{0,20}:[*_]{0,2}\s+\S"
    r"|\w{3,}[.!?][*_]{0,2}\s+[A-Z]|^@|^[*_\[]{0,3}(?:a[ipr]|action)[*_]{0,2}\s?[(\[]",
    re.I,
)
_KEYED = re.compile(r"^[^:\n]{1,40}:\s+\S")
_TOLD = re.compile(r"^[^:\n]{1,40}:\s+[a-z]")
_ATTRIBUTION = re.compile(r"^\s*>?\s*(?:--|[–—―]|-)\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: `at` is where `text` starts in the document, `body_at` where its words start.

    kind: blank, heading, bullet, row, quote, meta, plain, skipped. `level` 1-6 as marked, 7 for a line that
    only looks like a heading; `style` tells such lines apart; `boxed` where a checkbox stands before it,
    and `done` what that box says.
    """

    text: str
    at: int
    kind: str = "plain"
    indent: int = 0
    body: str = ""
    body_at: int = 0
    level: int = 0
    style: str = ""
    boxed: bool = False
    done: bool | None = None

    @property
    def ends(self) -> int:
        """Where the words end in the document."""
        return self.body_at + len(self.body)


def read_lines(text: str) -> list[Line]:
    """Every line of the document with its kind; the document is not changed, so offsets hold."""
    lines: list[Line] = []
    fenced = False
    for found in _LINE.finditer(text):
        raw = found.group().rstrip("\r\n\x85\u2028\u2029")
        if _FENCE.match(raw):
            fenced = not fenced
            lines.append(Line(raw, found.start(), "skipped"))
            continue
        lines.append(Line(raw, found.start(), "skipped") if fenced else _line(raw, found.start()))
        if found.end() == len(text):
            break
    _mark_front_matter(lines)
    return _with_titles(lines)


def _line(raw: str, at: int) -> Line:
    """A line by its own marks alone."""
    stripped = raw.strip(" \t\ufeff\u00a0")
    if not stripped or _RULE.match(raw):
        return Line(raw, at, "blank")
    if heading := _HEADING.match(raw):
        return _worded(
            raw,
            at,
            "heading",
            heading.start(2),
            heading[2],
            level=len(heading[1]),
            style="#" * len(heading[1]),
        )
    if (
        raw.lstrip().startswith("|")
        or raw.count("|") >= 2
        or raw.count("\t") >= 2
        and not raw.startswith("\t")
    ):
        return _worded(raw, at, "row", len(raw) - len(raw.lstrip()), stripped)
    if bullet := (_BULLET.match(raw) or _IDENTIFIED.match(raw)):
        boxed = any(mark in bullet.group() for mark in "[☐☑✓✔✅□■")
        indent = len(bullet[1].expandtabs(4))
        return replace(
            _worded(raw, at, "bullet", bullet.end(), raw[bullet.end() :]),
            indent=indent,
            boxed=boxed,
            done=done_by_box(bullet.group()),
        )
    start = len(raw) - len(raw.lstrip(" \t\ufeff\u00a0"))
    indent = len(raw[:start].expandtabs(4))
    kind = "quote" if stripped.startswith(">") else "meta" if _META.match(stripped) else "plain"
    return replace(_worded(raw, at, kind, start, raw[start:]), indent=indent)


def _worded(raw: str, at: int, kind: str, start: int, body: str, level: int = 0, style: str = "") -> Line:
    return Line(raw, at, kind, 0, body.rstrip(), at + start, level, style)


def _mark_front_matter(lines: list[Line]) -> None:
    """Front matter between two `---` at the top is no prose."""
    if not lines or lines[0].text.strip("\ufeff ") != "---":
        return
    end = next((at for at, line in enumerate(lines[1:60], 1) if line.text.strip() == "---"), None)
    for at in range(end + 1 if end else 0):
        lines[at] = replace(lines[at], kind="skipped")


def _with_titles(lines: list[Line]) -> list[Line]:
    """Plain lines that stand as titles (underlined, bold, short above a block) become headings of level 7."""
    plain = [len(line.text) for line in lines if line.kind == "plain"]
    wrapped = bool(plain) and sorted(plain)[int(len(plain) * 0.95)] <= _WRAP
    titled = list(lines)
    for at, line in enumerate(lines):
        if line.kind not in ("plain", "meta", "bullet"):
            continue
        after = lines[at + 1] if at + 1 < len(lines) else None
        if line.kind == "plain" and after and after.text and _UNDERLINE.match(after.text):
            titled[at] = replace(
                line, kind="heading", level=1 if after.text[0] == "=" else 2, style=after.text[0]
            )
        elif line.kind == "bullet" and not _numbered_title(lines, at):
            continue
        elif bold := _BOLD_LINE.match(line.text):
            start = line.at + bold.start(2)
            titled[at] = replace(
                line, kind="heading", level=PSEUDO, style="bold", body=bold[2], body_at=start
            )
        elif line.kind == "bullet":
            titled[at] = replace(line, kind="heading", level=PSEUDO, style="number")
        elif line.kind == "plain" and (style := _title_style(titled, at, wrapped)):
            titled[at] = replace(line, kind="heading", level=PSEUDO, style=style)
    return titled


def _numbered_title(lines: list[Line], at: int) -> bool:
    """Whether a numbered line is a section's title ("5. Action items") and not one of a list."""
    line = lines[at]
    if (
        not _NUMBER.match(line.text)
        or line.indent
        or not _opens_title(line.body)
        or len(line.body.split()) > 8
    ):
        return False
    before, after = _written_near(lines, at, -1), _written_near(lines, at, 1)
    mine = _number_of(line)
    if after and mine and _number_of(after) == (*mine[:-1], mine[-1] + 1):
        return False
    if after and (opens_actions(line.body) or opens_other(line.body)):
        return True
    apart = all(not 0 <= near < len(lines) or lines[near].kind == "blank" for near in (at - 1, at + 1))
    return apart and not (before and mine and _number_of(before) == (*mine[:-1], mine[-1] - 1))


def _written_near(lines: list[Line], at: int, step: int) -> Line | None:
    """The nearest line that is not blank, before or after; far ones do not count."""
    for near in range(at + step, at + step * _NEAR, step):
        if not 0 <= near < len(lines):
            return None
        if lines[near].kind != "blank":
            return lines[near]
    return None


def _number_of(line: Line) -> tuple[int, ...] | None:
    number = _NUMBER.match(line.text)
    return tuple(int(part) for part in number[1].split(".")) if number else None


def _title_style(lines: list[Line], at: int, wrapped: bool) -> str:
    """How a plain line is set as a title: caps, colon or words; empty where it is none."""
    line, words = lines[at], lines[at].body.split()
    if (
        len(line.body) > _TITLE_LENGTH
        or len(words) > _TITLE_WORDS
        or line.indent > 3
        or not _opens_title(line.body)
    ):
        return ""
    before = lines[at - 1] if at else None
    following = _written_near(lines, at, 1)
    if following is None or (before and not _closed(before, wrapped)):
        return ""
    if line.body.rstrip("*_ ").endswith((":", "：")):
        return "colon" if len(line.body) <= _LABEL_LENGTH else ""
    apart = lines[at + 1].kind == "blank"
    if before and before.kind == "plain" and all(_KEYED.match(one.body) for one in (before, line)):
        return ""
    if following.kind == "heading" and _TOLD.match(line.body):
        return ""
    if line.body.isupper():
        return "caps"
    if following.kind in ("bullet", "row", "quote", "heading", "meta"):
        return "words"
    shorter = (
        len(line.body) <= 60
        and len(words) <= 8
        and following.kind == "plain"
        and len(following.body) > len(line.body)
    )
    if wrapped:
        return (
            "words"
            if apart and len(words) <= 12 and (not before or before.kind == "blank") or shorter
            else ""
        )
    return "words" if apart or len(following.text) > _WRAP or following.body[:1] in '"“' or shorter else ""


def _opens_title(body: str) -> bool:
    """A title starts with a capital or a number, and does not end as a sentence does."""
    if (
        _NO_TITLE.search(body)
        or body.rstrip("*_ ").endswith((".", "!", "?", ";", ",", "…"))
        and not body.isupper()
    ):
        return False
    first = body.lstrip("*_ ")[:1]
    return (
        (first.isupper() or first.isdigit() or not first.isascii())
        and first not in "“”„«–—―"
        and not _ATTRIBUTION.match(body)
    )


def _closed(before: Line, wrapped: bool) -> bool:
    """Whether the text above has come to its end, so that a title may follow."""
    if before.kind != "plain":
        return before.kind != "bullet" or not wrapped or before.body.endswith((".", "!", "?", ":"))
    long_enough = not wrapped and len(before.text) > _WRAP
    return (
        long_enough
        or before.body.rstrip('*_"”) ').endswith((".", "!", "?", "…", ":"))
        or bool(_ATTRIBUTION.match(before.text))
    )
