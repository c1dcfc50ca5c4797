"""Pieces of speech as a transcript gives them, and how they become passages."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from db.records import Passage
from ingest.text import clean

TURN_LIMIT = 1_200
CUE_LIMIT = 600
_CUE_ENOUGH = 400
_LONE_LIMIT = 2 * TURN_LIMIT
_MOST_PASSAGES = 20_000
_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’)]?\s+")
_SENTENCE_END = (".", "!", "?", "…", '."', '?"', ".”", "?”", "!”")

TIME = r"(?:\d{1,3}:)?\d{1,3}:[0-5]\d(?:[.,]\d{1,3})?"


@dataclass(frozen=True, slots=True)
class Piece:
    """A cue or a paragraph; `opens` where a new turn begins, though the speaker may be the same."""

    text: str
    speaker: str | None = None
    starts_s: float | None = None
    ends_s: float | None = None
    opens: bool = False


def seconds(stamp: str) -> float:
    """`01:02:03.5`, `62:03` or `00:00:01,250` in seconds."""
    total = 0.0
    for part in stamp.replace(",", ".").split(":"):
        total = total * 60 + float(part)
    return round(total, 3)


def passages(pieces: list[Piece], limit: int, joint: str) -> list[Passage]:
    """Neighbouring pieces of one turn joined up to `limit` characters; each part keeps its speaker."""
    found: list[Passage] = []
    held: Piece | None = None
    for piece in _short_enough(pieces):
        if held and _belongs(held, piece, limit):
            held = replace(held, text=held.text + joint + piece.text, ends_s=piece.ends_s)
            continue
        if held:
            found.append(_passage(held))
        held = piece
    if held:
        found.append(_passage(held))
    return [passage for passage in found if passage.text][:_MOST_PASSAGES]


def _belongs(held: Piece, piece: Piece, limit: int) -> bool:
    """Whether a piece goes on where the last one stopped."""
    if piece.opens or piece.speaker != held.speaker or len(held.text) + len(piece.text) > limit:
        return False
    return limit > CUE_LIMIT or len(held.text) < _CUE_ENOUGH or not held.text.endswith(_SENTENCE_END)


def _passage(piece: Piece) -> Passage:
    lines = (" ".join(line.split()) for line in clean(piece.text).split("\n\n"))
    text = "\n\n".join(line for line in lines if line)
    return Passage(text, piece.speaker, piece.starts_s, piece.ends_s)


def _short_enough(pieces: list[Piece]) -> list[Piece]:
    """A lone paragraph far over the limit is cut between sentences, or between words where it has none."""
    cut: list[Piece] = []
    for piece in pieces:
        if len(piece.text) <= _LONE_LIMIT:
            cut.append(piece)
            continue
        first, *others = _parts(piece.text)
        cut.append(replace(piece, text=first, ends_s=None))
        cut.extend(Piece(text, piece.speaker, opens=True) for text in others)
    return cut


def _parts(text: str) -> list[str]:
    """Sentences packed up to the limit of a turn."""
    parts: list[str] = [""]
    for sentence in _SENTENCE.split(text):
        for start in range(0, len(sentence), TURN_LIMIT):
            stretch = sentence[start : start + TURN_LIMIT]
            if parts[-1] and len(parts[-1]) + len(stretch) > TURN_LIMIT:
                parts.append(stretch)
            else:
                parts[-1] = f"{parts[-1]} {stretch}".strip()
    return parts
