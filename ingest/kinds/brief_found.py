"""Action sections as the walk finds them, and their raw items made into records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from db.records import ActionItem
from ingest.kinds.brief_done import done_by_line
from ingest.kinds.brief_habits import habits
from ingest.kinds.brief_item import Facts, Setting, read_item
from ingest.kinds.brief_lines import PSEUDO, Line
from ingest.kinds.brief_sections import heading_text
from ingest.kinds.brief_terms import horizon, names_horizon
from ingest.kinds.brief_words import LIKELY, TEAM, person_rank, starts_step, unknown
from ingest.text import to_text

_NOT_STEP = re.compile(
    r"^\W*(?:decision|decided|agreed|resolved|noted|fyi|info|information|question|risk|context|note"
    r"|discussion)s?\s*[:–—(-]",
    re.I,
)
_NOTHING = re.compile(
    r"no(?:ne| (?:new |open |further )?(?:action|task|item|follow-up)s?(?: items?| points?)?)\b.{0,20}", re.I
)


@dataclass(slots=True)
class Raw:
    """The words of one item and where they stand, before they are taken apart.

    `sure` is false where only its own words can tell whether it is an item, `step` where they begin as an
    order; `row` has a table's facts.
    """

    words: str
    starts: int
    ends: int
    horizon_text: str | None
    owner: str | None = None
    title: str | None = None
    keys: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)
    label: str | None = None
    boxed: bool = False
    done: bool | None = None
    sure: bool = True
    step: bool = False
    row: Facts | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """A label inside an action section: how deep it stands, and what it says of the items below it."""

    level: int
    style: str
    horizon_text: str | None
    owner: str | None
    label: str | None = None

    def above(self, line: Line) -> bool:
        """Whether a heading stands under this label."""
        return line.level > self.level or (
            line.level == self.level == PSEUDO and line.style == "colon" != self.style
        )


@dataclass(slots=True)
class Section:
    """One action section; `indent` is that of the list item that opened it, -1 for a heading.

    `closed_at` is the level of a heading inside it that opens something else, 0 where none does.
    """

    level: int
    style: str
    horizon_text: str | None
    mixed: bool = False
    indent: int = -1
    by_owner: bool = False
    closed_at: int = 0
    groups: list[Group] = field(default_factory=list)
    items: list[Raw] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)

    def horizon(self) -> str | None:
        """The words of the nearest label that names a horizon."""
        return next((g.horizon_text for g in reversed(self.groups) if g.horizon_text), self.horizon_text)

    def divides(self, line: Line) -> bool:
        """Whether a heading stands inside: it is deeper, set another way, or only names a horizon."""
        if line.level != self.level:
            return line.level > self.level
        apart = (
            line.level == PSEUDO
            and line.style != self.style
            and (line.style == "colon" or self.style != "colon")
        )
        goes_on = not self.items or self.horizon_text or any(g.level == self.level for g in self.groups)
        return apart or (bool(goes_on) and names_horizon(heading_text(line.body)))

    def owner(self) -> str | None:
        """The nearest label that names who is to act."""
        return next((g.owner for g in reversed(self.groups) if g.owner), None)


def action_items(section: Section, setting: Setting) -> Iterator[ActionItem]:
    """The records of one section; its list's own habits decide what a colon or a dash means."""
    setting = habits([raw.words for raw in section.items if raw.row is None], setting)
    read = [(raw, raw.row or read_item(raw.words, setting)) for raw in section.items]
    owned = sum(bool(facts.owner) for raw, facts in read if not raw.sure)
    alone = not any(raw.sure for raw in section.items)
    ranks = [person_rank(label, setting.people) for label in section.labels]
    least, rank = (1, LIKELY) if section.by_owner else (2, TEAM)
    by_team = len(ranks) >= least and min(ranks) >= rank
    for raw, facts in read:
        raw.owner = raw.owner or (raw.label if by_team else None)
        _add_keys(raw, facts, setting)
        certain = facts.marked or owned > 1 or person_rank(facts.owner or "", setting.people) >= TEAM
        told = certain and (facts.owner or facts.marked or facts.title) or facts.horizon_text
        if not raw.sure and not told and not (raw.step and alone and owned == 0):
            continue
        if section.mixed and not (facts.marked or facts.owner or raw.boxed or starts_step(facts.text)):
            continue
        _add_title(raw, facts)
        if not _NOT_STEP.match(raw.words) and (item := _record(raw, facts, setting)):
            yield item


def _add_keys(raw: Raw, facts: Facts, setting: Setting) -> None:
    """Facts that stand on lines of their own below an item ("Owner: …")."""
    for key in raw.keys:
        told = read_item(key, setting)
        facts.owner, facts.due = facts.owner or told.owner, facts.due or told.due
        facts.horizon_text = facts.horizon_text or told.horizon_text
        for done in (told.done, done_by_line(key)):
            facts.done = done if facts.done is None else facts.done
        facts.marked = True


def _add_title(raw: Raw, facts: Facts) -> None:
    """A title from a heading, or from a bold line whose text stands in the list below it."""
    if raw.title:
        facts.title, facts.text = raw.title, facts.text or raw.title
    elif raw.details and facts.title is None and re.match(r"(\*\*|__)[^*_]+\1\W*$", raw.words):
        facts.title, facts.text = facts.text.strip("*_: "), " ".join(raw.details)


def _record(raw: Raw, facts: Facts, setting: Setting) -> ActionItem | None:
    text, title = to_text(facts.text, 4_000), to_text(facts.title, 500) or None
    if not text or not any(mark.isalpha() for mark in text) or unknown(text) or _NOTHING.fullmatch(text):
        return None
    if text.startswith("to ") and (facts.owner or raw.owner) and len(text) > 6:
        text = text[3:]
    written = facts.horizon_text or raw.horizon_text
    return ActionItem(
        title=title,
        text=" ".join(text.split()),
        horizon=horizon(written, setting.said_on) if written else None,
        horizon_text=to_text(written, 300) or None,
        owner=to_text(facts.owner or raw.owner, 200) or None,
        due=facts.due,
        starts=raw.starts,
        ends=raw.ends,
        done=facts.done if facts.done is not None else raw.done,
    )


def once(items: list[ActionItem]) -> list[ActionItem]:
    """Each item once: minutes repeat what was said on the way in a summary."""
    kept: dict[tuple[str, str, str | None], ActionItem] = {}
    for item in items:
        kept.setdefault((item.title or "", item.text.lower().rstrip("."), item.owner), item)
    return list(kept.values())
