"""Transcripts written as text or Markdown, with or without speaker labels, as pieces of speech."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from ingest.kinds.transcript_labels import Label, flat, lift_time, lone_name, name_like, read_label, speakers
from ingest.kinds.transcript_marks import with_colons
from ingest.kinds.transcript_pieces import TIME, Piece, seconds

_BEGIN = re.compile(
    r"^\W{0,6}(?:full |complete |episode |edited |the )*transcript(?:ion)?(?: start| begins?)?\W{0,6}$", re.I
)
_LONE_TIME = re.compile(rf"^[\[(]?\s?({TIME})\s?[\])]?$")
_BARE_TIME = re.compile(rf"^({TIME})\s{{1,4}}(?=\S)")
_INNER_TIME = re.compile(rf"[\[(]({TIME})[\])]:?")
_SOUND = re.compile(r"^[\[(*♪][^\])\n\d]{0,80}[\])*♪]$")
_LINK = re.compile(r"!?\[([^\[\]\n]{0,200})\]\([^()\s]{1,500}\)")
_REFERENCE = re.compile(r"^\[[^\]\n]{1,80}\]:\s")
_HEADING = re.compile(r"^#{1,6}\s")
_RULE = re.compile(r"^(?:[-*_=]\s?){3,}$")
_SENTENCE = re.compile(r"[.!?…][\"'”’)]?$")


@dataclass(slots=True)
class _Turn:
    """Where the reader stands: who speaks, since when, and whether the next paragraph opens a turn."""

    speaker: str | None = None
    starts_s: float | None = None
    opens: bool = True
    silent: bool = False


def read_lines(text: str) -> tuple[list[Piece], bool]:
    """The paragraphs in their order with speaker and time, and whether the document names its speakers."""
    lines = _joined_names(_bracketed(with_colons(_body(text.split("\n")))))
    written = "\n".join(flat(line) for line in lines)
    labels = [read_label(line) for line in lines]
    known = speakers(_counted(lines, labels), written)
    if not known:
        labels = [lone_name(line) for line in lines]
        known = speakers(_counted(lines, labels), written)
    known -= _inside_paragraphs(lines, labels, known)
    lines, labels = _split_inside(lines, labels, known)
    pieces: list[Piece] = []
    turn = _Turn(silent=bool(known))
    paragraph: list[str] = []
    for line, label in zip([*lines, ""], [*labels, None], strict=True):
        if label and (label.pause or label.name in known):
            _close(pieces, paragraph, turn)
            _open(turn, label)
            line = label.rest
        if not line.strip() or _HEADING.match(line):
            _close(pieces, paragraph, turn)
            continue
        paragraph.append(line.strip())
    return pieces, bool(known)


def _open(turn: _Turn, label: Label) -> None:
    """A label begins a turn; a pause begins none and leaves the speaker as it was."""
    turn.opens = True
    turn.starts_s = label.starts_s
    if not label.pause:
        turn.speaker, turn.silent = label.name, False


def _close(pieces: list[Piece], paragraph: list[str], turn: _Turn) -> None:
    """Puts the paragraph that has been read among the pieces, cut at the time marks in it."""
    said, paragraph[:] = _plain(" ".join(paragraph)), []
    lone = _LONE_TIME.match(said)
    if lone:
        turn.starts_s, turn.opens = seconds(lone[1]), True
        return
    for starts_s, stretch in _at_marks(said):
        if starts_s is not None:
            turn.starts_s, turn.opens = starts_s, turn.opens or turn.speaker is not None
        if _SOUND.match(stretch) or not stretch or (turn.silent and not _SENTENCE.search(stretch)):
            continue
        pieces.append(Piece(stretch, turn.speaker, turn.starts_s, None, turn.opens))
        turn.starts_s, turn.opens = None, False


def _at_marks(said: str) -> list[tuple[float | None, str]]:
    """A paragraph cut where a time mark stands between sentences; other marks are only removed."""
    starts_s, said = lift_time(said)
    parts: list[tuple[float | None, str]] = []
    begin, at = 0, 0
    for mark in _INNER_TIME.finditer(said):
        if _SENTENCE.search(said[begin : mark.start()].rstrip()[-4:]):
            parts.append((starts_s, _INNER_TIME.sub("", said[begin : mark.start()]).strip()))
            starts_s, begin = seconds(mark[1]), mark.end()
        at = mark.end()
    rest = _INNER_TIME.sub(" ", said[begin:]) if at > begin else said[begin:]
    return [*parts, (starts_s, " ".join(rest.split()))]


def _plain(said: str) -> str:
    """A paragraph without Markdown emphasis and link addresses."""
    return " ".join(flat(_LINK.sub(r"\1", said)).split())


def _body(lines: list[str]) -> list[str]:
    """The lines after front matter and after a heading "Transcript", without fences, rules and references."""
    if lines and lines[0].strip() == "---" and "---" in (line.strip() for line in lines[1:200]):
        lines = lines[next(at for at, line in enumerate(lines) if at and line.strip() == "---") + 1 :]
    begin = next((at for at, line in enumerate(lines[:-1]) if _BEGIN.match(line)), None)
    if begin is not None and begin < len(lines) / 2:
        lines = lines[begin + 1 :]
    dropped = (_RULE, _REFERENCE)
    return ["" if any(form.match(line.strip()) for form in dropped) else line.expandtabs(2) for line in lines]


def _bracketed(lines: list[str]) -> list[str]:
    """Where nearly each line begins with a bare time, it is a mark; elsewhere such a number may be speech."""
    written = [line for line in lines if line.strip()]
    if sum(bool(_BARE_TIME.match(line)) for line in written) < 0.8 * len(written) or len(written) < 3:
        return lines
    return [part for line in lines for part in ("", _BARE_TIME.sub(r"[\1] ", line))]


def _joined_names(lines: list[str]) -> list[str]:
    """A name on one line and its time alone on the next become one line."""
    joined = list(lines)
    for at in range(len(joined) - 1):
        name, time = flat(joined[at]).strip(), flat(joined[at + 1]).strip()
        if name and len(name) <= 60 and _LONE_TIME.match(time) and name_like(name):
            joined[at], joined[at + 1] = f"{joined[at].strip()}  {time}", ""
    return joined


def _counted(lines: list[str], labels: list[Label | None]) -> list[Label]:
    """The labels that speech follows: a list of chapters has times and titles, but nobody speaks."""
    counted: list[Label] = []
    follower: Label | None = None
    speech_follows = False
    for line, label in zip(reversed(lines), reversed(labels), strict=True):
        if label:
            lone = not label.rest
            if not lone or (
                speech_follows and not (follower and not follower.rest and lone and follower.pause)
            ):
                counted.append(label)
            follower, speech_follows = label, not lone
        elif line.strip():
            speech_follows = True
    return counted[::-1]


def _inside_paragraphs(lines: list[str], labels: list[Label | None], known: set[str]) -> set[str]:
    """Names that stand only within paragraphs, where the document begins its turns after an empty line."""
    opening: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for at, label in enumerate(labels):
        if label and label.name in known:
            (opening if not at or not lines[at - 1].strip() else inside)[label.name] += 1
    apart = opening.total() >= 4 * inside.total()
    return {name for name in inside if apart and not opening[name]}


def _split_inside(
    lines: list[str], labels: list[Label | None], known: set[str]
) -> tuple[list[str], list[Label | None]]:
    """Bold labels of known speakers in the middle of a line begin a line of their own."""
    bold = sorted(label.name for label in labels if label and label.form == "bold" and label.name in known)
    if not bold:
        return lines, labels
    names = "|".join(re.escape(name) for name in dict.fromkeys(bold))
    inside = re.compile(rf"(?<=[.!?…\"”'’\])])(?<!\d[\])])\s+(?=\*\*(?:{names})(?::\*\*|\*\*:))")
    split: list[str] = []
    again: list[Label | None] = []
    for line, label in zip(lines, labels, strict=True):
        first, *others = inside.split(line)
        split.extend([first, *others])
        again.extend([read_label(first) if others else label, *(read_label(part) for part in others)])
    return split, again
