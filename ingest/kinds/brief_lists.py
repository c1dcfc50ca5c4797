"""Lists in a digest: where an item's own words end, what hangs below it, and which item is only a label."""

from __future__ import annotations

import re

from ingest.kinds.brief_item import Setting, actor
from ingest.kinds.brief_lines import Line
from ingest.kinds.brief_sections import heading_text
from ingest.kinds.brief_terms import names_horizon
from ingest.kinds.brief_words import KNOWN, LIKELY, TEAM, person_rank, starts_step

KEY_LINE = re.compile(
    r"^[*_(]{0,3}(?:owners?|assigned to|assignee|responsible|accountable|dri|lead|who|due(?: date| by)?"
    r"|deadline|when|eta|target(?: date)?|horizon|time[\s-]?(?:frame|line)|timing|status|priority|progress|effort|notes?|comments?|remarks?)"
    r"[*_]{0,2}\s?[:：][*_]{0,2}\s*\S",
    re.I,
)
INLINE = re.compile(
    r"^[*_\[(]{0,3}(?:action(?:[\s-](?:items?|points?|required))?|actions|to-?do|next steps?|(?P<short>(?-i:A[IPR])))"
    r"[*_]{0,2}(?:\s?#?\d{1,3})?(?:\s*[\[(](?P<owner>[^()\[\]\n]{1,60})[\])])?[*_\])]{0,3}"
    r"(?:\s?[:：]|(?P<dash>\s[-–—]|(?<=\])))[*_]{0,2}\s+(?=\S)",
    re.I,
)
_WILL = re.compile(r"^(.{1,60}?)\s+(?:will|to|shall|should|must)(?:\s+do)?\s*[:：]$", re.I)
_ENDED = (".", "!", "?", ":", "]", ")")


def labelled(body: str, setting: Setting) -> re.Match[str] | None:
    """The label of an item that stands alone ("Action: …", "AI(Ann): …", "Action item - …"), if it is one.

    "AI" names a subject as well: it counts where it gives an owner, or among people who meet.
    """
    found = INLINE.match(body)
    if not found or not re.search(r"[^\W\d_]{2}", body[found.end() :]):
        return None
    if found["owner"] or not (found["short"] or found["dash"]):
        return found
    rest = body[found.end() :]
    who = actor(rest, setting)
    if found["short"]:
        told = bool(who) and person_rank(who or "", setting.people) == KNOWN
        return found if told or (setting.people and starts_step(rest)) else None
    return found if who or starts_step(rest) else None


def told_to(words: str, people: frozenset[str]) -> str | None:
    """Who "is to" do what the list below says ("Ann will:")."""
    found = _WILL.match(words.strip(" *_"))
    return found[1] if found and person_rank(found[1], people) else None


def own_end(lines: list[Line], at: int) -> int:
    """Where an item's own words end: its first line and those that go on with it."""
    line, end = lines[at], at + 1
    while end < len(lines) and lines[end].kind in ("plain", "meta"):
        other = lines[end]
        if KEY_LINE.match(other.body) or INLINE.match(other.body):
            break
        open_end = not lines[end - 1].body.rstrip("*_ ").endswith(_ENDED) or other.body[:1].islower()
        if other.indent <= line.indent and not (open_end and other.kind == "plain"):
            break
        end += 1
    return end


def children_end(lines: list[Line], at: int) -> int:
    """Where everything that hangs below a list item ends."""
    line, end, last = lines[at], at + 1, at + 1
    own = own_end(lines, at)
    while end < len(lines):
        other = lines[end]
        if other.kind != "blank":
            hangs = other.kind in ("bullet", "plain", "meta", "quote")
            if not hangs or (other.indent <= line.indent and end >= own):
                break
            last = end + 1
        end += 1
    return last


def own_words(lines: list[Line], at: int, end: int) -> str:
    """The words of some lines in a row."""
    return " ".join(other.body for other in lines[at:end])


def is_label(line: Line, words: str, parent: bool, people: frozenset[str]) -> bool:
    """Whether a list item only names what stands below it: a horizon, a person, a subject."""
    label = heading_text(words)
    count = len(label.split())
    colon = words.rstrip("*_ ").endswith((":", "："))
    if line.boxed or len(label) > 80:
        return False
    timed = names_horizon(label) and not starts_step(label) and count <= 8
    if not parent:
        return colon and (timed or count <= 6)
    if colon or timed or person_rank(label, people) >= (TEAM if count > 2 else LIKELY):
        return True
    return count <= 4 and not starts_step(label) and not re.search(r"[.!?]$|\sto\s|@", words)
