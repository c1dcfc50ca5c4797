"""Transcripts written as one Markdown table: a row for each turn, its columns named in the head row."""

from __future__ import annotations

import re
from itertools import takewhile

from ingest.kinds.transcript_pieces import TIME, Piece, seconds

_CELLS = re.compile(r"(?<!\\)\|")
_RULE = re.compile(r"^\|?(?:\s?:?-{1,200}:?\s?\|){1,12}(?:\s?:?-{1,200}:?\s?)?$")
_STAMP = re.compile(rf"^\W{{0,3}}({TIME})")
_SPEAKER = frozenset(("speaker", "name", "who", "person", "participant"))
_TIME = frozenset(("time", "timestamp", "start", "start time", "timecode", "begin", "from"))
_TEXT = frozenset(("text", "transcript", "speech", "dialogue", "content", "utterance", "words", "said"))


def read_table(text: str) -> list[Piece]:
    """The turns of the first table of speech beside speakers or times, where it is most of the document."""
    lines = text.split("\n")
    for at in range(1, len(lines)):
        if "|" in lines[at] and _RULE.match(lines[at].strip()[:2_000]):
            head = [cell.lower() for cell in _cells(lines[at - 1])]
            spoken, speaker, time = (_column(head, names) for names in (_TEXT, _SPEAKER, _TIME))
            if spoken is not None and (speaker is not None or time is not None):
                rows = list(takewhile(lambda line: "|" in line, lines[at - 1 :]))
                return _turns(rows[2:], spoken, speaker, time) if 2 * sum(map(len, rows)) > len(text) else []
    return []


def _turns(lines: list[str], spoken: int, speaker: int | None, time: int | None) -> list[Piece]:
    """One piece for each row that says something."""
    found: list[Piece] = []
    for line in lines:
        cells = _cells(line)
        stamp = _STAMP.match(_cell(cells, time))
        starts_s = seconds(stamp[1]) if stamp else None
        if _cell(cells, spoken):
            found.append(
                Piece(
                    _cell(cells, spoken), _cell(cells, speaker) or None, starts_s, opens=speaker is not None
                )
            )
    return found


def _cells(line: str) -> list[str]:
    inner = line.strip().removeprefix("|").removesuffix("|")
    return [cell.replace("\\|", "|").strip(" *_") for cell in _CELLS.split(inner)]


def _column(head: list[str], names: frozenset[str]) -> int | None:
    return next((at for at, cell in enumerate(head) if cell in names), None)


def _cell(cells: list[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""
