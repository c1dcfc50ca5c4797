"""Speaker labels: how one line may name who speaks, and which of these names a whole document bears out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.kinds.transcript_pieces import TIME, seconds

_HEAD = 240
_RANGE = rf"{TIME}(?:\s{{0,3}}(?:-->|[-–—])\s{{0,3}}{TIME})?"
_MARK = rf"(?:\[\s?{_RANGE}\s?\]|\(\s?{_RANGE}\s?\)|{_RANGE})"
_NAME = r"[^\W_](?:[^\n:\[\]{}<>!?;\"“”|*#]|#(?=\d)){0,59}?"
_LEAD = r"^(?:[-•>]{1,3} {0,3})?"
_COLON = re.compile(
    rf"{_LEAD}(?:(?P<before>{_MARK})\s*[-–—:|]?\s*)?(?P<name>{_NAME})\s*[,–—-]?\s*(?P<after>{_MARK})?\s*"
    r"[:：](?!//)(?=\D|$)"
)
_AFTER = re.compile(rf"{_LEAD}(?P<name>{_NAME})\s*[,|·•–—-]?\s*(?P<after>{_MARK})\s*$")
_BEFORE = re.compile(rf"{_LEAD}(?P<before>{_MARK})\s*[-–—|]?\s*(?P<name>[^\W\d_][^\n:\[\]!?]{{0,59}})$")
_INLINE = re.compile(rf"{_LEAD}(?P<name>{_NAME})\s*(?P<after>[\[(]\s?{_RANGE}\s?[\])])\s+(?=\S)")
_BOLD = re.compile(
    r"^[\s>•#-]{0,6}(?P<time>[\[(]?\d[\d:.,]{3,11}[\])]?\s*)?(?:\*\*|__)(?P<inner>[^*_\n]{1,90})(?:\*\*|__)"
)
_BRACKETS = re.compile(rf"{_LEAD}(?:\[(?P<square>{_NAME})\]|\((?P<round>{_NAME})\))\s*[:：]?\s*(?P<rest>.*)$")
_TITLE = re.compile(r"^(?:(?:Dr|Mr|Mrs|Ms|Prof|Sen|Rep|Gov|Gen|Hon|Rev|St|[A-Z])\.\s)+")
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)")
_LEADING_TIME = re.compile(
    rf"^\s*(?:[\[(]\s?({TIME})[^\])\n]{{0,20}}[\])]:?\s*|({_RANGE})\s*$|(\d+:\d\d:\d\d)\s+)"
)
_WORD = re.compile(r"[^\W_][\w.'’-]*")
_TOKEN = re.compile(r"[\w@/.'’-]+")

_SMALL_WRITTEN = """
and of the de del della der den di da du la le van von al el bin ibn y e from at with
"""
_SMALL = frozenset(_SMALL_WRITTEN.split())
_NEVER_WRITTEN = """
note notes nb ps update updated warning caution tip tips example examples source sources link links
title date duration episode published publisher transcript transcription tags tag url http https
summary topics topic chapters timestamps sponsors disclaimer copyright email website twitter
producer recorded season subtitle description guests hosts participants attendees references
resources keywords length language step chapter part section figure table total subject re editor's
action actions resolved resolution proposed agreed decision decided conclusion takeaway takeaways
first second third finally pros cons because however spoiler also
"""
_NEVER = frozenset(_NEVER_WRITTEN.split())
_PAUSES_WRITTEN = """
break, ad break, ad, ads, music, jingle, intro music, outro music, theme music, commercial,
commercial break, sponsor, sponsor break, sponsor message, mid-roll, midroll, interlude, pause
"""
_PAUSES = frozenset(" ".join(_PAUSES_WRITTEN.split()).split(", "))
_SOUNDS_WRITTEN = """
music applause laughter laughs laughing silence inaudible crosstalk pause cheering cheers chuckles sighs
coughs noise unintelligible beep clapping singing gasps groans whispering foreign indistinct bleep
"""
_SOUNDS = frozenset(_SOUNDS_WRITTEN.split())
_TOGETHER = frozenset(("all", "both", "everyone", "audience", "crowd", "together"))
_WEAK = ("alone", "timed_before", "bold_open", "bracket")


@dataclass(frozen=True, slots=True)
class Label:
    """A line's opening that may name a speaker: `form` is how it is set, `rest` what follows it."""

    name: str
    form: str
    starts_s: float | None
    rest: str

    @property
    def pause(self) -> bool:
        """Break, music and the like: nobody speaks."""
        return self.name.lower() in _PAUSES


def flat(line: str) -> str:
    """A line without its Markdown escapes and emphasis."""
    return _EMPHASIS.sub("", line.replace("\\[", "[").replace("\\]", "]").replace("\\*", "*"))


def read_label(line: str) -> Label | None:
    """The label that a line may begin with; `form` is bold, timed, timed_before, caps or plain."""
    line = line.strip()
    bold = _BOLD.match(line.replace("\\[", "[").replace("\\]", "]"))
    plain = flat(line.lstrip("# "))
    head = plain[:_HEAD]
    timed = _bold(bold, plain) if bold and bold["time"] and ":" not in bold["inner"] else None
    if timed and not timed.rest.startswith((":", "：")):
        return timed
    for pattern in (_COLON, _AFTER, _BEFORE, _INLINE):
        match = pattern.match(head)
        if match and (name := _tidy(match["name"])):
            parts = match.groupdict()
            mark = parts.get("before") or parts.get("after")
            starts_s, rest = (
                lift_time(plain[match.end() :]) if pattern is _COLON else (None, plain[match.end() :])
            )
            named_bold = bold is not None and name in flat(bold["inner"])
            form = _form(name, bool(mark) or starts_s is not None, named_bold, pattern)
            return Label(name, form, _first(mark) if mark else starts_s, rest.strip())
    return (_bold(bold, plain) if bold else None) or _bracketed(head, plain)


def _bold(bold: re.Match[str], plain: str) -> Label | None:
    """A bold name in front, alone or before what is said."""
    inner = flat(bold["inner"]).strip()
    name = _tidy(inner)
    starts_s, plain = lift_time(plain) if bold["time"] else (None, plain)
    if not name:
        return None
    rest = plain[len(inner) :].strip() if plain.startswith(name) else ""
    if not rest.strip(" :"):
        return Label(name, "bold", starts_s, "") if plain.strip(" :") == name.strip(" :") else None
    form = "bold_open" if starts_s is None else "bold"
    return Label(name, form, starts_s, rest) if name_like(name) else None


def _bracketed(head: str, plain: str) -> Label | None:
    """A name in brackets in front; sounds and remarks stand there too."""
    match = _BRACKETS.match(head)
    name = _tidy(match["square"] or match["round"] or "") if match else ""
    if (
        not match
        or match["rest"].startswith("(")
        or not name_like(name)
        or _SOUNDS.intersection(name.lower().split())
    ):
        return None
    return Label(name, "bracket", None, plain[match.start("rest") :].strip())


def lone_name(line: str) -> Label | None:
    """A line that is nothing but a name."""
    plain = flat(line.lstrip("# ")).strip()
    if 1 < len(plain) <= 40 and name_like(plain) and not plain.endswith((".", ":")):
        return Label(plain, "alone", None, "")
    return None


def lift_time(text: str) -> tuple[float | None, str]:
    """A time mark at the start of a text, and the text without it."""
    match = _LEADING_TIME.match(text)
    if not match:
        return None, text
    return _first(match.group()), text[match.end() :]


def _first(mark: str) -> float:
    found = re.search(TIME, mark)
    return seconds(found.group()) if found else 0.0


def _form(name: str, timed: bool, bold: bool, pattern: re.Pattern[str]) -> str:
    if bold:
        return "bold"
    if timed:
        return "timed" if pattern is not _BEFORE else "timed_before"
    return "caps" if name.isupper() and len(name) > 1 else "plain"


def _tidy(name: str) -> str:
    return " ".join(name.strip(" -–—,|·•").split())


def name_like(name: str) -> bool:
    """Whether a label is built like a name: few words with capitals, none that opens a remark."""
    name = _TITLE.sub("", name)
    words = _WORD.findall(re.sub(r"\([^()]{0,40}\)", "", name))
    if not words or len(words) > 6 or len(name) > 60 or re.search(r"[.!?…]\s|[!?…,]$", name):
        return False
    if words[0].lower().rstrip(".") in _NEVER or not words[0][0].isalpha():
        return False
    return all(word != word.lower() or word[0].isdigit() or word.lower() in _SMALL for word in words) or (
        len(words) == 1 and not words[0][0].isascii()
    )


def speakers(labels: Iterable[Label], text: str) -> set[str]:
    """The names that a document bears out as speakers: by repetition, by one way of setting, by capitals."""
    found = [label for label in labels if not label.pause]
    counts: dict[str, Counter[str]] = {}
    for label in found:
        counts.setdefault(label.form, Counter())[label.name] += 1
    for weak in _WEAK:
        if any(form not in _WEAK for form in _strong_forms(counts)):
            counts.pop(weak, None)
    if not counts:
        return set()
    main = max(
        counts, key=lambda form: sum(n for n in counts[form].values() if n > 1) * 1_000 + counts[form].total()
    )
    total: Counter[str] = sum((counts[form] for form in counts), Counter())
    way = _Way(main, counts[main], text)
    accepted = {name for name in counts[main] if way.bears_out(name, total[name])}
    if len(accepted) < 2 and main in ("alone", "bold_open", "bracket"):
        return set()
    for form in ("bold", "timed", "voice"):
        more = counts.get(form, Counter())
        accepted |= {name for name in more if more[name] > 1 and _plausible(name, more[name])}
    if main in ("plain", "caps") and sum(n for n in counts[main].values() if n > 1) >= 4:
        once = {*counts.get("caps", ()), *(_TOGETHER & set(counts.get("plain", ())))}
        accepted |= {name for name in once if name in _TOGETHER or name_like(name)}
    return accepted


def _strong_forms(counts: dict[str, Counter[str]]) -> list[str]:
    """The ways of setting in which some name comes back."""
    return [
        form
        for form, names in counts.items()
        if any(n > 1 and _plausible(name, n) for name, n in names.items())
    ]


def _plausible(name: str, n: int) -> bool:
    lowercase_handle = n >= 3 and re.fullmatch(r"@?[\w.-]{2,24}", name) and name.lower() not in _NEVER
    return name_like(name) or bool(lowercase_handle)


class _Way:
    """The document's main way of setting labels, and what speaks for a name set in it."""

    def __init__(self, form: str, names: Counter[str], text: str) -> None:
        returning = [(name, k) for name, k in names.items() if k > 1]
        self.form = form
        self.came_back = sum(k for _, k in returning)
        self.capitals = sum(name.isupper() for name, _ in returning) > 1
        self.many = self.came_back >= 2 * (len(names) - len(returning))
        self.settled = self.came_back >= 4 or names.total() >= 2 and len(names) >= 2
        self.words = frozenset(token.rstrip(".-'’") for token in _TOKEN.findall(text))

    def bears_out(self, name: str, n: int) -> bool:
        """Whether the document bears out one name: by repetition, or by how the others are set."""
        if not _plausible(name, n):
            return False
        if n > 2 or (n == 2 and (self.form not in ("plain", "alone") or not self.is_common(name))):
            return True
        if self.form in _WEAK:
            capitals = self.form == "alone" and name.isupper() and self.capitals
            return self.many and (self.form in ("timed_before", "bracket") or capitals)
        return self.settled and (self.form in ("bold", "caps", "timed") or not self.is_common(name))

    def is_common(self, name: str) -> bool:
        """A single word that the document also writes small is no name, unless it comes back as a label."""
        if " " in name or name in ("Q", "A") or name.upper() == name.lower():
            return False
        return name.lower() in self.words
