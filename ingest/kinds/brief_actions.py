"""The walk over a digest's lines that finds its action sections and the items in them."""

from __future__ import annotations

import re
from datetime import date

from db.records import ActionItem
from ingest.kinds.brief_found import Group, Raw, Section, action_items, once
from ingest.kinds.brief_item import Setting
from ingest.kinds.brief_lines import PSEUDO, Line
from ingest.kinds.brief_lists import (
    INLINE,
    KEY_LINE,
    children_end,
    is_label,
    labelled,
    own_end,
    own_words,
    told_to,
)
from ingest.kinds.brief_sections import by_owner, heading_text, mixed, opens_actions, opens_other
from ingest.kinds.brief_table import explicit, read_row, roles, rows, typed
from ingest.kinds.brief_terms import horizon, names_horizon
from ingest.kinds.brief_words import KNOWN, known_people, names_team, person_rank, starts_step

_MOST_ITEMS = 2_000
_DEEPEST = 8
_LONGEST_PARAGRAPH = 60
_NUMBERED = re.compile(
    r"^(?:(?:action|step|recommendation|priority|task)\s*#?)?\d{1,2}(?:\.\d{1,2})?\s*[.):–—-]\s*(?=\S)", re.I
)
_COUNT = re.compile(r"\s*\(\d{1,3}(?:\s(?:items?|actions?|tasks?|points?))?\)$")
_ORPHAN = re.compile(
    r"^(?:\*\*|__|@|\[)|^[A-Z][^:\n]{0,60}(?::\s|\s(?:to|will|should|shall|must)\s)"
    r"|^[a-z][\w.-]{1,23}\s?:\s+[A-Z]"
)


def read_actions(lines: list[Line], said_on: date | None) -> tuple[list[ActionItem], set[int]]:
    """The action items in their order, and the numbers of the lines that belong to action sections."""
    walk = _Walk(lines, Setting(known_people(lines), said_on))
    walk.run()
    found = [item for section in walk.sections for item in action_items(section, walk.setting)]
    return once(sorted(found, key=lambda item: item.starts or 0))[:_MOST_ITEMS], walk.taken


class _Walk:
    """Goes over the lines once and puts what it finds into sections."""

    def __init__(self, lines: list[Line], setting: Setting) -> None:
        self.lines = lines
        self.setting = setting
        self.loose = Section(0, "", None)
        self.sections: list[Section] = [self.loose]
        self.section: Section | None = None
        self.other = False
        self.taken: set[int] = set()

    def run(self) -> None:
        """Reads every line; each step says where the next one begins."""
        steps = {"heading": self._heading, "bullet": self._bullet, "row": self._table}
        steps |= {"plain": self._plain, "meta": self._plain}
        at = 0
        while at < len(self.lines):
            step = steps.get(self.lines[at].kind)
            after = max(step(at), at + 1) if step else at + 1
            if self._active():
                self.taken.update(range(at, after))
            at = after

    def _active(self) -> Section | None:
        """The section that takes items here, if any."""
        return self.section if self.section and not self.section.closed_at else None

    def _open(self, body: str, level: int, style: str, indent: int = -1) -> None:
        label = heading_text(body)
        timed = label if names_horizon(label) and horizon(label, self.setting.said_on) else None
        self.section = Section(level, style, timed, mixed(body), indent, by_owner(body))
        self.sections.append(self.section)

    def _group(self, body: str, level: int, style: str) -> None:
        label = _COUNT.sub("", heading_text(body))
        timed = names_horizon(label)
        sure = names_team(label) or person_rank(label, self.setting.people) == KNOWN
        owner = label if sure and not timed else told_to(body, self.setting.people)
        if self.section and not timed:
            self.section.labels.append(label)
        if self.section:
            groups = self.section.groups
            while groups and style == groups[-1].style == "list" and groups[-1].level >= level:
                groups.pop()
            groups.append(Group(level, style, label if timed else None, owner, None if timed else label))

    def _heading(self, at: int) -> int:
        """Opens, divides or ends a section."""
        line, section = self.lines[at], self.section
        self.other = opens_other(line.body)
        if section is None or section.indent >= 0 or not section.divides(line):
            self.section = None
            if opens_actions(line.body):
                self._open(line.body, line.level, line.style)
            return at + 1
        if section.closed_at and line.level > section.closed_at:
            return at + 1
        section.closed_at = line.level if self.other else 0
        if self.other:
            return at + 1
        while section.groups and not section.groups[-1].above(line):
            section.groups.pop()
        if not names_horizon(heading_text(line.body)) and (after := self._headed_item(at, section)):
            return after
        self._group(line.body, line.level, line.style)
        return at + 1

    def _headed_item(self, at: int, section: Section) -> int:
        """An item whose title is a heading of its own and whose text stands below; 0 where it is none."""
        line = self.lines[at]
        number = _NUMBERED.match(line.body)
        if line.style == "colon" or not (number or starts_step(line.body)):
            return 0
        end = next(
            (i for i in range(at + 1, len(self.lines)) if self.lines[i].kind == "heading"), len(self.lines)
        )
        block = [
            other for other in self.lines[at + 1 : end] if other.kind in ("plain", "meta", "bullet", "row")
        ]
        keys = [other for other in block if KEY_LINE.match(other.body)]
        prose = [other for other in block if other not in keys]
        told = all(other.kind == "plain" for other in prose)
        if not told and (not keys or prose[0].kind == "plain"):
            return 0
        skip = number.end() if number else 0
        words = (" ".join(other.body for other in prose) if told else "") or line.body[skip:]
        raw = self._raw(section, words, line.body_at + skip, prose[-1].ends if prose else line.ends)
        raw.title = line.body[skip:].strip("*_: ") if prose and told else None
        raw.keys = [other.body for other in keys]
        return end

    def _raw(self, section: Section, words: str, starts: int, ends: int) -> Raw:
        raw = Raw(words, starts, ends, section.horizon(), section.owner())
        raw.label = section.groups[-1].label if section.groups else None
        section.items.append(raw)
        return raw

    def _table(self, at: int) -> int:
        """A block of rows: items where the section or the header says so."""
        end = next((i for i in range(at, len(self.lines)) if self.lines[i].kind != "row"), len(self.lines))
        head, body = rows(self.lines[at:end])
        columns, section = roles(head), self._active()
        named = typed(head, body) or (explicit(head) and not self.other)
        if "action" not in columns or (section is None and not named):
            return end
        target = section or self.loose
        for row in body:
            read = read_row(row, columns, self.setting)
            if read:
                self._raw(target, "", read[1], read[2]).row = read[0]
        self.taken.update(range(at, end))
        return end

    def _plain(self, at: int) -> int:
        """A line of text: an item where it is labelled as one, or says who is to act in an action section."""
        line, section = self.lines[at], self._active()
        if inline := labelled(line.body, self.setting):
            if told_to(line.body[inline.end() :], self.setting.people) and self._list_follows(at):
                self._open("Actions", PSEUDO, "inline")
                self._group(line.body[inline.end() :], PSEUDO, "inline")
                return at + 1
            end = self._paragraph_end(at)
            self._labelled(line, inline, self.lines[end - 1].ends, own_words(self.lines, at, end))
            self.taken.update(range(at, end))
            return end
        if section is None or section.indent >= 0 and line.indent <= section.indent:
            if section and section.indent >= 0 and (at == 0 or self.lines[at - 1].kind == "blank"):
                self.section = None
            return at + 1
        if section.items and KEY_LINE.match(line.body) and section.items[-1].row is None:
            section.items[-1].keys.append(line.body)
            return at + 1
        step = starts_step(line.body) or starts_step(line.body.partition(": ")[2])
        if line.kind == "plain" and (step or _ORPHAN.match(line.body)):
            end = self._paragraph_end(at)
            raw = self._raw(section, own_words(self.lines, at, end), line.body_at, self.lines[end - 1].ends)
            raw.sure, raw.step = raw.words.startswith(("**", "__", "@")), step
            return end
        return at + 1

    def _list_follows(self, at: int) -> bool:
        """Whether a list begins below this line."""
        follower = next((line for line in self.lines[at + 1 : at + 4] if line.kind != "blank"), None)
        return follower is not None and follower.kind == "bullet"

    def _paragraph_end(self, at: int) -> int:
        """Where the paragraph that begins here ends: a line with a label of its own is another paragraph."""
        end = at + 1
        while end < min(len(self.lines), at + _LONGEST_PARAGRAPH) and self.lines[end].kind == "plain":
            body = self.lines[end].body
            if _ORPHAN.match(body) or INLINE.match(body) or KEY_LINE.match(body):
                break
            end += 1
        return end

    def _labelled(self, line: Line, inline: re.Match[str], ends: int, words: str) -> None:
        """An item that stands alone after "Action:"."""
        section = self._active() or self.loose
        words = words[inline.end() :]
        if words.endswith("**") and words.count("**") % 2:
            kept = words[:-2].rstrip()
            words, ends = kept, ends - (len(words) - len(kept))
        raw = self._raw(section, words, line.body_at + inline.end(), ends)
        raw.owner = inline["owner"] or raw.owner
        raw.boxed = True

    def _bullet(self, at: int) -> int:
        """A list item: it may open a section of its own, or be one of the items."""
        line = self.lines[at]
        section = self.section
        if section and section.indent >= 0 and line.indent <= section.indent:
            self.section = section = None
        if section is None or section.closed_at:
            return self._loose_bullet(at)
        if section.groups and section.groups[-1].level > PSEUDO:
            section.groups = [group for group in section.groups if group.level <= PSEUDO + 1 + line.indent]
        return self._item(at, 0)

    def _loose_bullet(self, at: int) -> int:
        line = self.lines[at]
        if inline := labelled(line.body, self.setting):
            end = own_end(self.lines, at)
            self._labelled(line, inline, self.lines[end - 1].ends, own_words(self.lines, at, end))
            self.taken.update(range(at, end))
            return end
        if (
            opens_actions(line.body)
            and children_end(self.lines, at) > own_end(self.lines, at)
            and not self.other
        ):
            self._open(line.body, PSEUDO + 1, "list", line.indent)
        return at + 1

    def _item(self, at: int, depth: int) -> int:
        """One list item of an action section with what hangs below it; labels become groups."""
        section = self._active()
        if section is None:
            return at + 1
        line, own, end = self.lines[at], own_end(self.lines, at), children_end(self.lines, at)
        words = own_words(self.lines, at, own)
        below = range(own, max(own, end))
        if opens_other(line.body) and (end > own or line.body.rstrip("*_ ").endswith(":")) and depth == 0:
            return end
        told = end > own and KEY_LINE.match(self.lines[own].body)
        if not told and is_label(line, words, end > own, self.setting.people):
            kept = list(section.groups)
            self._group(line.body, PSEUDO + 1 + line.indent, "list")
            if end > own:
                self._below(below, depth)
                section.groups = kept
            return max(end, own)
        inline = labelled(line.body, self.setting)
        skip = inline.end() if inline else 0
        raw = self._raw(section, words[skip:], line.body_at + skip, self.lines[own - 1].ends)
        raw.boxed = line.boxed or bool(inline)
        raw.done = line.done
        raw.owner = (inline["owner"] if inline else None) or raw.owner
        self._hang(raw, below, depth)
        return max(end, own)

    def _below(self, below: range, depth: int) -> None:
        at = below.start
        while at < below.stop:
            if self.lines[at].kind != "bullet":
                at += 1
            elif depth < _DEEPEST:
                at = max(self._item(at, depth + 1), at + 1)
            else:
                at += 1

    def _hang(self, raw: Raw, below: range, depth: int) -> None:
        """What stands below an item: facts about it, tasks with boxes, or details of its text."""
        at = below.start
        while at < below.stop:
            line = self.lines[at]
            if KEY_LINE.match(line.body):
                raw.keys.append(line.body)
            elif line.kind == "bullet" and line.boxed and depth < _DEEPEST:
                at = max(self._item(at, depth + 1), at + 1)
                continue
            elif line.kind in ("bullet", "plain"):
                raw.details.append(line.body)
                if re.match(r"(\*\*|__)[^*_]+\1\W*$", raw.words):
                    raw.ends = line.ends
            at += 1
