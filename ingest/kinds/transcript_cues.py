"""Subtitle files (WebVTT, SRT) and segment lists (JSON) as pieces of speech."""

from __future__ import annotations

import json
import re
from dataclasses import replace
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
_SEGMENT_LISTS = ("utterances", "audio_segments", "segments", "transcript", "cues", "results", "monologues")
_SPEAKERS = ("speaker", "speakerName", "speaker_name", "speaker_label", "speakerLabel", "speaker_id")
_DEEPEST = 4
_FEWEST_WORDS_A_SECOND = 0.02
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
            if any(mark.isalnum() for mark in line) and not _SOUND.match(line):
                pieces.append(Piece(line, speaker, starts_s, ends_s))
    return pieces


def _labels(lines: list[str]) -> list[tuple[int, Label]]:
    read = ((row, read_label(line)) for row, line in enumerate(lines) if not _VOICE.match(line))
    return [
        (row, label) for row, label in read if label and label.form in ("bold", "bracket", "caps", "plain")
    ]


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
            if lines and not line:
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
    names = _listed_names(tree)
    speaker: str | None = None
    for segment in segments:
        if isinstance(segment, dict) and (said := _said(segment)):
            named = next((segment[key] for key in _SPEAKERS if segment.get(key) is not None), None)
            speaker = names.get(str(named)) or _name(named) or speaker
            pieces.append(Piece(said, speaker, _moment(segment, _STARTS), _moment(segment, _ENDS)))
    pieces = _in_seconds(pieces)
    return pieces if any(piece.speaker for piece in pieces) else _label_pieces(pieces)


def _segments(tree: object, depth: int = 0) -> list[object] | None:
    """The list of segments, at the top or some levels down; a list that holds words comes before others."""
    if isinstance(tree, list):
        return tree[:_MOST_CUES]
    if not isinstance(tree, dict) or depth > _DEEPEST:
        return None
    lists = [tree[key] for key in _SEGMENT_LISTS if isinstance(tree.get(key), list)]
    spoken = (one for one in lists if any(isinstance(part, dict) and _said(part) for part in one[:20]))
    below = (tree[key] for key in _SEGMENT_LISTS if isinstance(tree.get(key), dict))
    found = next(spoken, None) or next((one for part in below if (one := _segments(part, depth + 1))), None)
    found = found if found is not None else next(iter(lists), None)
    return found[:_MOST_CUES] if found is not None else None


def _listed_names(tree: object) -> dict[str, str]:
    """Names that the document gives for its numbered speakers."""
    listed = tree.get("speakers") if isinstance(tree, dict) else None
    parts = [part for part in listed if isinstance(part, dict)] if isinstance(listed, list) else []
    named = ((part.get("id"), _name(part.get("name"))) for part in parts[:1_000])
    return {str(number): name for number, name in named if number is not None and name}


def _in_seconds(pieces: list[Piece]) -> list[Piece]:
    """Times that are whole numbers and would make speech fifty times too slow are milliseconds."""
    starts = [piece.starts_s for piece in pieces if piece.starts_s is not None]
    span = max(starts, default=0.0) - min(starts, default=0.0)
    words = sum(len(piece.text.split()) for piece in pieces)
    if span < 1_000 or words / span > _FEWEST_WORDS_A_SECOND or any(start % 1 for start in starts):
        return pieces
    return [
        replace(piece, starts_s=_thousandth(piece.starts_s), ends_s=_thousandth(piece.ends_s))
        for piece in pieces
    ]


def _thousandth(moment: float | None) -> float | None:
    return None if moment is None else round(moment / 1_000, 3)


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
