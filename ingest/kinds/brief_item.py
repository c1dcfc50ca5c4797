"""One action item's words taken apart: title, text, owner, due date and horizon as written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from ingest.kinds.brief_done import done_by_status, done_in
from ingest.kinds.brief_terms import due_in, exact_date, horizon, names_horizon, whole_day
from ingest.kinds.brief_words import KNOWN, LIKELY, TEAM, person_rank, starts_step, unknown

_OWNER_KEYS = (
    r"owners?|action owner|owned by|assigned to|assignee|responsible(?: person| party)?|accountable|dri"
    r"|lead owner|by whom"
)
_RISKY_OWNER_KEYS = r"who|lead|contact|person|champion"
_DUE_KEYS = (
    r"due(?: date| by| on)?|deadline|target(?: date)?|eta|by when|complete by|completion date|finish by"
)
_RISKY_DUE_KEYS = r"when|by|date"
_HORIZON_KEYS = r"horizon|time[\s-]?(?:frame|line|scale|horizon)|timing|window"
_KEYS = re.compile(
    rf"(?:^|(?<=[\s(\[;,.|*_–—-]))[*_]{{0,2}}(?:(?P<owner>{_OWNER_KEYS})|(?P<due>{_DUE_KEYS})"
    rf"|(?P<horizon>{_HORIZON_KEYS})"
    r"|(?P<status>status|progress)|(?P<other>priority|effort))[*_]{0,2}\s?[:：=][*_]{0,2}\s*",
    re.I,
)
_RISKY_KEYS = re.compile(
    rf"(?:^|[;,.|(\[–—-]\s*)[*_]{{0,2}}(?:(?P<owner>{_RISKY_OWNER_KEYS})"
    rf"|(?P<due>{_RISKY_DUE_KEYS}))[*_]{{0,2}}:[*_]{{0,2}}\s*",
    re.I,
)
_VALUE_END = re.compile(r"[;|)\]]|(?:(?<=\d{4})|(?<!\b[A-Z])(?<!\d))\.(?:\s|$)|\s[–—]\s")
_STATUS = re.compile(
    r"\s*[\[(](?:done|open|closed|complete[d]?|in progress|wip|pending|ongoing|blocked|not started"
    r"|new|x|carried (?:over|forward))[\])]\s*"
    r"|^(?:done|completed?)\s*[:–—-]\s+|\s*[✅☑✔✓]\s*"
    r"|\s+[–—-]\s+(?:done|in progress|pending|ongoing|blocked|not started|completed?)\s*\.?$",
    re.I,
)
_HANDLES = re.compile(
    r"^[*_]{0,2}(@[\w.-]{1,40}(?:(?:\s*[,/&+]\s*|\s+and\s+)@[\w.-]{1,40}){0,5})[*_]{0,2}(?::\s*"
    r"|\s+[:–—-]\s+|\s+(?:to|will|should|shall|must)\s+|\s+)[*_]{0,2}"
)
_LEAD_NAME = re.compile(
    r"^[*_]{0,2}[\[(]?([^\s:()\[\]*_][^:()\[\]*\n]{0,58}?)[\])]?[*_]{0,2}\s*(?:[:：][*_]{0,2}"
    r"|\s[–—-])\s+(?=\S)"
)
_NAME_TO = re.compile(
    r"^[*_]{0,2}([^\W\d_](?:[^:.;()\[\]\n]|(?<=\b[A-Z])\.){0,58}?)[*_]{0,2}(?:\s+et al\.?)?"
    r"\s+(?:(?:agreed|has|is|needs)\s+to|to|will|shall|should|must)\s+(?=[a-z@*\"'“(])"
)
_HANDLE_LIKE = re.compile(r"[a-z][a-z0-9._-]{1,23}|[A-Z]{3,4}")
_LEAD_DATE = re.compile(r"^[\[(]?(\d{4}-\d{2}-\d{2})[\])]?\s?[:–—-]?\s+(?=\S)")
_BRACKET_NAME = re.compile(r"^[*_]{0,2}[\[(]([^()\[\]\n]{1,60})[\])][*_]{0,2}\s*[:–—-]?\s+(?=\S)")
_BOLD = re.compile(r"^(\*\*|__)(?=\S)(.{1,160}?)\1\s*([:：.–—-]?)\s*")
_LOOSE_DUE = re.compile(r"(?<=[,;(\[])\s?due\s+(?:on\s+|by\s+)?(?=\d|[A-Z][a-z]{2})")
_TAIL_GROUP = re.compile(r"\s*[\[(]([^()\[\]\n]{1,100})[\])]\s*\.?$")
TAIL_DASH = re.compile(r"\s+(?:(?P<arrow>[→⇒➜]|[-=]>)|[–—]|--?|/{1,2}|\|)\s*(?P<told>[^–—→|\n]{1,80})$")
_LEADING_SIGNS = re.compile(r"^(?:[\u2190-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+\s*)+(?=\S)")
_TAIL_DUE = re.compile(
    r"(?:[.;,]|\s[–—-])\s*(?:due|deadline|by)(?: by| on| date| is)?\s+([^.;:()\[\]]{3,26})\.?$", re.I
)
TAIL_PARTS = re.compile(r"\s*[;|/–—]\s*|\s-\s|,\s+(?!\d{4}\b(?!-))")
BY = re.compile(r"^(?:by|due|until|before|on)\s+", re.I)
_TAIL_HANDLE = re.compile(
    r"(?<!\bwith)(?<!\bto)(?<!\bfrom)(?<!\bask)(?<!\band)(?<!\bfor)(?<!\bping)(?<!\bcc)(?<!\bby)\s+(@[\w.-]{1,40}(?:[\s,]+@[\w.-]{1,40}){0,4})$",
    re.I,
)
COLON_TITLE = re.compile(r"^([^:\n]{3,90}?)(?::|：)\s+(?=\S)")
DASH_TITLE = re.compile(r"^([^\n]{3,90}?)\s+[–—-]\s+(?=\S)")
_LONGEST = 4_000


@dataclass(slots=True)
class Facts:
    """What is known of one item so far; `text` is what remains to be read."""

    text: str
    title: str | None = None
    owner: str | None = None
    due: date | None = None
    horizon_text: str | None = None
    marked: bool = False
    done: bool | None = None


@dataclass(frozen=True, slots=True)
class Setting:
    """What the document says around an item: people it names, its date, the habit of its list."""

    people: frozenset[str] = field(default_factory=frozenset)
    said_on: date | None = None
    colon_titles: bool = False
    dash_titles: bool = False
    tail_names: bool = False
    led_by_names: bool = False


def read_item(words: str, setting: Setting) -> Facts:
    """The parts of one item; what can't be told stays null."""
    words = " ".join(words[:_LONGEST].replace("~~", "").split())
    done = done_in(words)
    words = _LEADING_SIGNS.sub("", _STATUS.sub(" ", words).strip())
    facts = Facts(_LOOSE_DUE.sub(" Due: ", words).strip(), done=done)
    _take_lead_date(facts, setting)
    _take_keys(facts, setting)
    _take_front(facts, setting)
    _take_tail(facts, setting)
    if facts.title is None:
        _take_title(facts, setting)
        if facts.title and names_horizon(facts.title) and _only_time(facts.title):
            facts.horizon_text, facts.title = facts.horizon_text or facts.title, None
        _take_front(facts, setting)
    if facts.due is None:
        facts.due = due_in(facts.text, setting.said_on)
    facts.text = facts.text.strip(" -–—|,;")
    if not facts.text and facts.title:
        facts.text, facts.title = facts.title, None
    facts.marked = facts.marked or bool(facts.owner or facts.due)
    return facts


def take_value(facts: Facts, key: str, value: str, setting: Setting) -> None:
    """Puts the value of a named key (owner, due, horizon) where it belongs; "tbd" stays null."""
    value = value.strip(" *_.,;|–—-[](")
    facts.marked = True
    if key == "status":
        facts.done = done_by_status(value) if facts.done is None else facts.done
    if unknown(value):
        return
    if key == "owner":
        facts.owner = facts.owner or value
    elif key == "due":
        facts.due = facts.due or exact_date(value, setting.said_on)
        if not facts.due and horizon(value, setting.said_on) and not facts.horizon_text:
            facts.horizon_text = value
    elif key == "horizon":
        facts.horizon_text = facts.horizon_text or value
        facts.due = facts.due or exact_date(value, setting.said_on)


def _take_keys(facts: Facts, setting: Setting) -> None:
    """Takes "Owner: …", "Due: …" and the like out of the text."""
    for _ in range(8):
        found = _KEYS.search(facts.text) or _RISKY_KEYS.search(facts.text)
        if not found or (found.lastgroup in ("other", "status") and not found.start()):
            return
        follower = _KEYS.search(facts.text, found.end())
        limit = follower.start() if follower else len(facts.text)
        end = _VALUE_END.search(facts.text, found.end(), limit)
        stop = end.start() if end else limit
        value = facts.text[found.end() : stop]
        before, after = facts.text[: found.start()], facts.text[stop:].lstrip(" .;,|)]–—-")
        take_value(facts, found.lastgroup or "", value, setting)
        facts.text = f"{before.rstrip(' ([|;,–—-*_')} {after}".strip()


def _take_lead_date(facts: Facts, setting: Setting) -> None:
    """A day in front is when the item is due, where it lies ahead; else when it was given out."""
    found = _LEAD_DATE.match(facts.text)
    day = exact_date(found[1], setting.said_on) if found else None
    if found and day:
        facts.text, facts.marked = facts.text[found.end() :], True
        facts.due = day if setting.said_on and day > setting.said_on else None


def actor(words: str, setting: Setting) -> str | None:
    """Who is to act, as the front of an item says it."""
    facts = Facts(words)
    _take_front(facts, setting)
    return facts.owner


def _take_front(facts: Facts, setting: Setting) -> None:
    """Takes who is to act from the front: "@ann: …", "Ann to …", "[Ann] …", "Ann: …"."""
    if facts.owner:
        return
    if found := _HANDLES.match(facts.text):
        rest = facts.text[found.end() :]
        if rest:
            facts.owner, facts.text = found[1].rstrip("_"), rest
        return
    bracket = _BRACKET_NAME.match(facts.text)
    if bracket and person_rank(bracket[1], setting.people):
        facts.owner, facts.text = bracket[1].strip(), facts.text[bracket.end() :]
        return
    named = _NAME_TO.match(facts.text)
    if named and person_rank(named[1], setting.people) >= (LIKELY if named[1][0].isupper() else KNOWN):
        facts.owner, facts.text = named[1].strip(), facts.text[named.end() :]
        return
    lead = _LEAD_NAME.match(facts.text)
    if lead and unknown(lead[1]):
        facts.text = facts.text[lead.end() :].lstrip("*_ ")
        return
    if lead and _leads(lead[1], facts.text[lead.end() :], setting):
        facts.owner, facts.text = lead[1].strip(" *_"), facts.text[lead.end() :].lstrip("*_ ")
        if facts.text.startswith("to ") and len(facts.text) > 6:
            facts.text = facts.text[3:]


def _leads(name: str, rest: str, setting: Setting) -> bool:
    """Whether "Name: step" names who acts: a known name, or a likely one before a plain order."""
    rank = person_rank(name, setting.people)
    if setting.colon_titles or setting.dash_titles:
        return rank == KNOWN
    order = rest.lstrip("*_")[:1].islower() or starts_step(rest)
    handle = setting.led_by_names and starts_step(rest) and _HANDLE_LIKE.fullmatch(name.strip(" *_"))
    return rank >= TEAM or (rank >= LIKELY and order) or bool(handle)


def _take_tail(facts: Facts, setting: Setting) -> None:
    """Takes owner and date from the end: "(Ann, 3 May)", "— Ann", "@ann", "Due 3 May"."""
    if (due := _TAIL_DUE.search(facts.text)) and (day := exact_date(due[1], setting.said_on)):
        facts.due, facts.text = (
            facts.due or day,
            facts.text[: due.start()] + due.group()[:1].replace(",", "").strip(),
        )
    dated = False
    for form in (_TAIL_GROUP, TAIL_DASH, TAIL_DASH, _TAIL_HANDLE):
        found = form.search(facts.text)
        dashed = form is TAIL_DASH and not (found and found["arrow"]) and not dated
        if found and found.start() > 0 and _told(facts, found[found.lastindex or 0], setting, dashed):
            facts.text = facts.text[: found.start()].rstrip(" ,;–—-")
            dated = form is TAIL_DASH and facts.due is not None and facts.owner is None


def _told(facts: Facts, words: str, setting: Setting, dashed: bool) -> bool:
    """Whether every part of a tail is a person, a date or a horizon; then they are taken."""
    words = re.sub(r"(?<=\w)\s+(?=@)", ", ", words)
    parts = [BY.sub("", part.strip(" .")) for part in TAIL_PARTS.split(words)]
    days = {part: day for part in parts if (day := whole_day(part, setting.said_on))}
    least = TEAM if dashed and not days and not setting.tail_names else LIKELY
    people, horizons = [], []
    for part in parts:
        if part in days or unknown(part):
            continue
        if person_rank(part, setting.people) >= least:
            people.append(part)
        elif names_horizon(part) and len(part.split()) <= 5 and not starts_step(part):
            horizons.append(part)
        else:
            return False
    facts.owner = facts.owner or ", ".join(people) or None
    facts.due = facts.due or next(iter(days.values()), None)
    facts.horizon_text = facts.horizon_text or next(iter(horizons), None)
    return True


def _take_title(facts: Facts, setting: Setting) -> None:
    """A bold opening is a title; "Title: sentence" is one by the habit of the list or by its capitals."""
    bold = _BOLD.match(facts.text)
    if bold:
        rest = facts.text[bold.end() :]
        closed = bold[3] or bold[2].rstrip().endswith((".", ":", "!", "?")) or not rest[:1].islower()
        if closed:
            facts.title, facts.text = bold[2].strip().rstrip(":：–— ").strip(), rest
        return
    forms = [(COLON_TITLE, setting.colon_titles), (DASH_TITLE, setting.dash_titles)]
    for form, habit in forms:
        found = form.match(facts.text)
        if (
            found
            and (rest := facts.text[found.end() :])
            and _sets_title(found[1], rest, habit, form is COLON_TITLE)
        ):
            facts.title, facts.text = found[1].strip(), rest
            return


def _only_time(title: str) -> bool:
    """Whether an opening says when ("Over the next quarter") and not what."""
    return len(title.split()) <= 6 and not starts_step(title)


def _sets_title(title: str, rest: str, habit: bool, colon: bool) -> bool:
    words = title.split()
    if len(words) > 12 or re.search(r"[.!?;]\s|https?$", title) or rest.startswith("//"):
        return False
    if habit:
        return len(words) <= 8 or rest[:1].isupper()
    long_words = [word for word in words if len(word) > 3]
    return colon and len(words) >= 2 and all(word[:1].isupper() for word in long_words) and rest[:1].isupper()
