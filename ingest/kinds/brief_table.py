"""Tables of actions: which column says what, and one item a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.kinds.brief_item import Facts, Setting, read_item, take_value
from ingest.kinds.brief_lines import Line
from ingest.kinds.brief_words import unknown

_ROLES = {
    "action": r"actions?(?: items?| points?| required| to take)?|to[\s-]?dos?|next steps?|steps?"
    r"|tasks?|follow[\s-]?ups?|recommendations?|recommended actions?",
    "what": r"what|description|deliverables?|items?|activity|activities|details?|task description"
    "|action description|subject|measure",
    "owner": r"owners?|who|assignees?|assigned(?: to)?|responsible(?: person| party)?|accountable"
    "|lead|dri|person|by whom|action owner|team",
    "due": r"due(?: date| by)?|deadline|when|by|by when|target(?: date)?|eta|date"
    "|completion(?: date)?|date due",
    "horizon": r"horizon|time[\s-]?(?:frame|line|scale|horizon)|timing|window|quarter|term",
    "status": r"status|state|progress|done\??|completed?\??",
    "title": r"title|name|headline|theme|initiative",
    "kind": r"type|kind|category|a/?d/?i|d/?a/?i",
}
_IS_ACTION = re.compile(r"a|t|ai|ap|actions?|action items?|tasks?|to-?dos?|action points?", re.I)
_RULE = re.compile(r"^[\s|:+=-]+$")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, and where they start in the document."""

    text: str
    at: int

    @property
    def ends(self) -> int:
        """Where the words end."""
        return self.at + len(self.text)


def cells(line: Line) -> list[Cell]:
    """The cells of a row, split at bars that are not escaped, or at tabs."""
    body, at = line.body, line.body_at
    mark = r"\|\|" if body.startswith("||") else r"(?<!\\)\|" if "|" in body else r"\t"
    found: list[Cell] = []
    start = 0
    for stop, after in [*(bar.span() for bar in re.finditer(mark, body)), (len(body), 0)]:
        part = body[start:stop]
        found.append(Cell(part.strip(), at + start + len(part) - len(part.lstrip())))
        start = after
    if body.startswith("|"):
        found = found[1:]
    return found[:-1] if body.endswith("|") and not body.endswith("\\|") else found


def roles(head: list[Cell]) -> dict[str, int]:
    """Which column plays which role; a bare "description" is the step only where no column says action."""
    columns: dict[str, int] = {}
    for at, cell in enumerate(head):
        words = cell.text.strip(" *_:'").lower()
        role = next((role for role, form in _ROLES.items() if re.fullmatch(form, words)), None)
        if role and role not in columns:
            columns[role] = at
    if "action" in columns and "what" in columns:
        columns["detail"] = columns["what"]
    if "action" not in columns and "what" in columns:
        columns["action"] = columns["what"]
    columns.pop("what", None)
    return columns


def _is_action(row: list[Cell], columns: dict[str, int]) -> bool:
    """Whether a row's own word for its kind says that it is an action."""
    at = columns.get("kind", len(row))
    return at < len(row) and bool(_IS_ACTION.fullmatch(row[at].text.strip(" *_.")))


def typed(head: list[Cell], body: list[list[Cell]]) -> bool:
    """Whether a table tells actions from decisions row by row."""
    columns = roles(head)
    return "owner" in columns and any(_is_action(row, columns) for row in body)


def explicit(head: list[Cell]) -> bool:
    """Whether a header says by itself that its rows are actions: an action column, and who or when."""
    columns = roles(head)
    named = "action" in columns and re.fullmatch(
        _ROLES["action"], head[columns["action"]].text.strip(" *_:").lower()
    )
    return bool(named) and ("owner" in columns or "due" in columns)


def rows(table: list[Line]) -> tuple[list[Cell], list[list[Cell]]]:
    """Header and rows of a table, without the rule between them."""
    parted = [cells(line) for line in table if not _RULE.match(line.body)]
    return (parted[0], parted[1:]) if parted else ([], [])


def read_row(row: list[Cell], columns: dict[str, int], setting: Setting) -> tuple[Facts, int, int] | None:
    """The facts of one row with the place of its step; null where the row names no step."""
    named = {role: row[at] for role, at in columns.items() if at < len(row)}
    step = named.get("action")
    if step is None or unknown(step.text):
        return None
    if len(named.get("kind", step).text) < 20 and "kind" in named and not _is_action(row, columns):
        return None
    facts = read_item(step.text, setting)
    for role in ("owner", "due", "horizon", "status"):
        if role in named:
            take_value(facts, role, named[role].text, setting)
    ends = step.ends
    detail = named.get("detail")
    if detail and not unknown(detail.text) and facts.title is None:
        facts.title, facts.text = facts.text, " ".join(detail.text.split())
        ends = max(step.ends, detail.ends) if detail.at > step.at else step.ends
    elif "title" in named and facts.title is None and not unknown(named["title"].text):
        facts.title = named["title"].text.strip("*_ ")
    return facts, step.at, ends
