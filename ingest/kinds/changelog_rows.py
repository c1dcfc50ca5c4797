"""Releases on pages without headings for them: table rows, and lines that begin with a version or a day."""

from __future__ import annotations

import re

from ingest.kinds.changelog_entries import Entry, entries
from ingest.kinds.changelog_headings import read_heading
from ingest.kinds.changelog_sections import DEEPEST, PAGE, Section, name_anchors

_ITEM = re.compile(r"^\s*(?:-|\d{1,4}\.)\s+")
_PARTED = re.compile(r"\s+[-–—|]\s+|:\s+|\s+\|\s+")
_LONGEST_NAME = 80
_LONGEST_MONTH = 24
_RELEASED = ("version", "day")


def from_lines(sections: list[Section], product: str) -> list[Entry]:
    """Each line that begins with a version or a day as a heading of its own, with the lines below it."""
    split: list[Section] = [Section(PAGE, "")]
    month: tuple[int, int] | None = None
    for section in sections:
        if section.title:
            split.append(Section(DEEPEST - 1, section.title))
        for line in section.lines:
            span = read_heading(line).month if len(line) <= _LONGEST_MONTH else None
            month = span or month
            opened = None if span else _opened(line) or _day_beneath(line, month)
            if span:
                continue
            if opened:
                split.append(opened)
            else:
                split[-1].lines.append(line)
    name_anchors(split)
    return [entry for entry in entries(split, product) if entry.section.level == DEEPEST]


def _day_beneath(line: str, month: tuple[int, int] | None) -> Section | None:
    """The heading that a day without a year is beneath a line with its month."""
    mark = read_heading(line, month) if month and len(line) <= _LONGEST_MONTH else None
    alone = mark and mark.kind == "day" and mark.at and not mark.title
    return Section(DEEPEST, f"{mark.prefix}") if mark and alone else None


def _opened(line: str) -> Section | None:
    """The heading that a line is; null for a line of text."""
    words = _ITEM.sub("", line, count=1)
    if not words[:60].strip() or not any(letter.isdigit() for letter in words[:60]):
        return None
    if " | " in words:
        return _row([cell.strip() for cell in words.split(" | ")])
    name, rest = _parts(words)
    mark = read_heading(name)
    if mark.kind not in _RELEASED or mark.title or (mark.kind == "version" and len(mark.prefix.split()) > 3):
        return None
    return Section(DEEPEST, name, lines=[rest] if rest else [])


def _parts(words: str) -> tuple[str, str]:
    """A line's name and what it says of it: parted after the version, and after the day behind it."""
    if (
        len(words) <= _LONGEST_NAME
        and read_heading(words).kind in _RELEASED
        and not read_heading(words).title
    ):
        return words, ""
    for parting in list(_PARTED.finditer(words[:_LONGEST_NAME]))[1::-1]:
        name = words[: parting.start()]
        mark = read_heading(name)
        if mark.kind in _RELEASED and not mark.title:
            return name, words[parting.end() :]
    return "", ""


def _row(cells: list[str]) -> Section | None:
    """A table row whose first or second cell is a version or a day and nothing else."""
    marks = [read_heading(cell) for cell in cells[:3]]
    names = [
        at
        for at, mark in enumerate(marks)
        if mark.kind in _RELEASED and not mark.title and len(cells[at]) <= _LONGEST_NAME
    ]
    if not names or names[0] > 1:
        return None
    at = next((number for number in names if marks[number].kind == "version"), names[0])
    others = [cell for number, cell in enumerate(cells) if number not in names and cell]
    labels = [cells[number] for number in names if number != at]
    return Section(DEEPEST, cells[at], labels=labels, lines=others)
