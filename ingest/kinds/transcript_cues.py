"""Subtitle files (WebVTT, SRT) and segment lists (JSON) as pieces of speech."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from itertools import zip_longest

from ingest.errors import ParseError
from ingest.kinds.transcript_labels import Label, flat, read_label, speakers
from ingest.kinds.transcript_pieces import TIME, Piece, seconds
from ingest.text import to_text

TIMING = re.compile(rf"^\s{{0,8}}({TIME})\s{{0,4}}-->\s{{0,4}}({TIME})", re.M)
_VOICE = re.compile(r"<v(?:\.[^\s>]{1,60})?\s+([^>\n]{1,120})>")
_VOICE_END = re.compile(r"</v\s*>")
_TAG = re.compile(
    r"</?(?:c|i|b|u|s|ruby|rt|lang|font)\b[^>\n]{0,200}>|<\d[\d:.]{3,14}>|\{\\an?\d{1,2}\}", re.I
)
_SOUND = re.compile(r"^[\[(♪][^\])\n]{0,80}[\])♪]?$")
_DASH = re.compile(r"^(?:[-–—]\s?|>>+\s*)(?=\S)")
_SEGMENT_LISTS = ("segments", "transcript", "utterances", "cues", "results", "monologues")
_STARTS = ("startTime", "start", "start_time", "starts", "offset", "ts")
_ENDS = ("endTime", "end", "end_time", "ends", "end_ts")
_TEXTS = ("body", "text", "content", "transcript")
_MOST_CUES = 200_000


def read_cues(text: str) -> list[Piece]:
    """The cues of a WebVTT or SRT file in their order, each with its speaker where one is known."""
    cues = _cue_lines(text)
    labels = {(at, row): label for at, cue in enumerate(cues) for row, label in _labels(cue[2])}
    known = speakers(labels.values(), " ".join(" ".join(lines) for _, _, lines in cues))
    pieces: list[Piece] = []
    speaker: str | None = None
    for at, (starts_s, ends_s, lines) in enumerate(cues):
        for row, line in enumerate(lines):
            label = labels.get((at, row))
            voice = _VOICE.match(line)
            if voice:
                speaker, line = " ".join(voice[1].split()), _VOICE.sub("", line)
            elif label and label.name in known:
                speaker, line = label.name, label.rest
            elif known and _DASH.match(line):
                speaker = None
            line = to_text(_DASH.sub("", line)).strip()
            if line and not _SOUND.match(line):
                pieces.append(Piece(line, speaker, starts_s, ends_s))
    return pieces


def _labels(lines: list[str]) -> list[tuple[int, Label]]:
    read = ((row, read_label(line)) for row, line in enumerate(lines) if not _VOICE.match(line))
    return [(row, label) for row, label in read if label and label.form in ("bold", "caps", "plain")]


def _cue_lines(text: str) -> list[tuple[float, float, list[str]]]:
    """Start, end and lines of each cue; a line that only repeats the cue before is dropped."""
    marks = list(TIMING.finditer(text))[:_MOST_CUES]
    cues: list[tuple[float, float, list[str]]] = []
    before: list[str] = []
    for mark, follower in zip_longest(marks, marks[1:]):
        block = text[mark.end() : follower.start() if follower else len(text)]
        _, _, body = block.partition("\n")
        lines = _spoken(body, follower is not None)
        fresh = lines[1:] if before and lines and lines[0] == before[-1] else lines
        if fresh:
            cues.append((seconds(mark[1]), seconds(mark[2]), fresh))
        before = lines or before
    return cues


def _spoken(body: str, followed: bool) -> list[str]:
    """The lines of a cue: they end at an empty line; the number or name of the next cue is none of them."""
    lines: list[str] = []
    for line in body.split("\n"):
        if not line.strip():
            if lines:
                break
            continue
        lines.extend(part.strip() for part in _split_voices(_TAG.sub("", line)) if part.strip())
    else:
        if followed and lines and lines[-1].isdigit():
            lines.pop()
    return lines


def _split_voices(line: str) -> list[str]:
    parts = re.split(r"(?=<v[.\s])", _VOICE_END.sub("", line))
    return [part for part in parts if part]


def read_segments(text: str) -> list[Piece]:
    """The segments of a podcast-namespace JSON transcript, or of the like lists that recognisers write."""
    try:
        tree = json.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise ParseError("a transcript as JSON", "JSON that does not parse") from fault
    segments = _segments(tree)
    if segments is None:
        raise ParseError("a JSON transcript with a list of segments", "JSON without one")
    pieces: list[Piece] = []
    speaker: str | None = None
    for segment in segments:
        if isinstance(segment, dict) and (said := _said(segment)):
            named = segment.get("speaker", segment.get("speakerName"))
            speaker = _name(named) or speaker
            pieces.append(Piece(said, speaker, _moment(segment, _STARTS), _moment(segment, _ENDS)))
    return pieces if any(piece.speaker for piece in pieces) else _label_pieces(pieces)


def _segments(tree: object) -> list[object] | None:
    if isinstance(tree, dict):
        tree = next((tree[key] for key in _SEGMENT_LISTS if isinstance(tree.get(key), list)), None)
    return tree[:_MOST_CUES] if isinstance(tree, list) else None


def _said(segment: dict[str, object]) -> str:
    """The words of one segment; lists of words (`elements`) are put together."""
    found = next((segment[key] for key in _TEXTS if isinstance(segment.get(key), str)), None)
    if found is None and isinstance(segment.get("elements"), list):
        elements = segment["elements"]
        assert isinstance(elements, list)
        found = "".join(str(e.get("value", "")) for e in elements if isinstance(e, dict))
    return to_text(str(found)).strip() if found else ""


def _name(value: object) -> str | None:
    """A speaker as text; recognisers that number the speakers get the number."""
    if isinstance(value, dict):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    named = " ".join(flat(to_text(str(value))).split())[:120]
    return (f"Speaker {named}" if named.isdigit() else named) or None


def _moment(segment: dict[str, object], keys: tuple[str, ...]) -> float | None:
    """A time in seconds, from a number or a stamp; null where it is neither."""
    value = next((segment[key] for key in keys if segment.get(key) is not None), None)
    if isinstance(value, str) and re.fullmatch(TIME, value.strip()):
        return seconds(value.strip())
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        moment = float(value)
    except (ValueError, OverflowError):
        return None
    return round(moment, 3) if 0 <= moment < 1_000_000 else None


def _label_pieces(pieces: list[Piece]) -> list[Piece]:
    """Segments that name their speakers in their words ("Ann: Good morning")."""
    labels = [read_label(piece.text) for piece in pieces]
    known = speakers((label for label in labels if label), " ".join(piece.text for piece in pieces))
    speaker: str | None = None
    named: list[Piece] = []
    for piece, label in zip(pieces, labels, strict=True):
        said = piece.text
        if label and label.name in known:
            speaker, said = label.name, label.rest
        named.append(Piece(said, speaker, piece.starts_s, piece.ends_s))
    return named
