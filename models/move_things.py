"""The runtimes that a post is about: named in its title, new by their kind, or told in its first sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models import move_rules as rules
from models.entities import Mention, owner_of
from models.entity_index import names
from models.items import Item

FIRST_WORDS = 160  # characters of a text whose first sentence is shorter
FIRST_LINES = 500  # characters of the text that say what the post is about
# Companies that are one runtime: what their posts say of "our pricing" or a new mode is said of it.
CHAT_APPS = ("claude", "chatgpt", "gemini", "grok", "le-chat", "meta-ai-app")
SINGLE = {
    "cursor": "cursor",
    "windsurf": "windsurf",
    "ollama": "ollama",
    "openclaw": "openclaw",
    "cline": "cline",
}
_SENTENCE = re.compile(r"[^.!?\n]{1,300}[.!?]?")
_OPENING = re.compile(
    r"\W*(?:(?:introducing|announcing|launching|piloting|meet|new|the|our|a|an)\b\W*){0,4}", re.IGNORECASE
)
_NEW_MODE = re.compile(r"introducing\b.{0,40}\bmode\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Thing:
    """A runtime that a post is about."""

    runtime: str
    company: str | None
    layer: str
    starts: int
    ends: int
    known: bool
    broad: bool = False


def things_of(item: Item, head: list[Mention], mentions: list[Mention], posted_by: str | None) -> list[Thing]:
    """The runtimes that a post is about: those of its title, new names, then those of its first sentence."""
    found = [_thing(m) for m in head if m.entity_kind in ("runtime", "chip") and _counts(m, item.title)]
    if not found or (posted_by is not None and not any(thing.company == posted_by for thing in found)):
        found = (_own_single(item, posted_by) or _new_things(item, posted_by)) + found
    if not any(thing.company == posted_by for thing in found):
        found = _chat_app(item, head, posted_by) + found
    own = [thing for thing in found if thing.company == posted_by]
    if not own and not any(m.entity_kind == "ai_model" for m in head):
        offset = len(item.title) + 1
        limit = offset + max(len(first_sentence(item.text)), FIRST_WORDS)
        later = [m for m in mentions if offset <= m.starts < limit and m.entity_kind in ("runtime", "chip")]
        found += [_thing(m, -1) for m in later if owner_of(m) == posted_by]
    if len(found) > 1 and any(thing.company == posted_by for thing in found):
        found = [thing for thing in found if thing.layer != "protocol" or thing.company == posted_by]
    seen: dict[str, Thing] = {}
    for thing in found:
        seen.setdefault(thing.runtime, thing)
    return list(seen.values())


def _own_single(item: Item, posted_by: str | None) -> list[Thing]:
    """What the maker of one runtime says of its plans, or of a new mode, is said of that runtime."""
    if posted_by not in SINGLE or not (rules.PRICE.search(item.title) or _NEW_MODE.match(item.title)):
        return []
    row = names().runtimes[SINGLE[posted_by]]
    return [Thing(row.title, row.company, row.layer or "harness", -1, -1, True, row.broad)]


def _chat_app(item: Item, head: list[Mention], posted_by: str | None) -> list[Thing]:
    """The company's own chat app, where the title says that it now acts, remembers or connects."""
    if not rules.CHAT_AGENCY.search(item.title):
        return []
    apps = [m for m in head if m.entity_id in CHAT_APPS and owner_of(m) == posted_by]
    return [
        Thing(names().products[m.entity_id].title, posted_by, "harness", m.starts, m.ends, True, True)
        for m in apps[:1]
    ]


def _counts(mention: Mention, title: str) -> bool:
    """A plain API is a runtime only where the title names something agentic of it."""
    row = names().runtimes.get(mention.entity_id)
    plain = row is not None and row.broad and mention.entity_id.endswith("-api")
    return not plain or rules.AGENTIC.search(title) is not None


def _thing(mention: Mention, starts: int | None = None) -> Thing:
    known = names()
    row = known.runtimes.get(mention.entity_id) or known.chips[mention.entity_id]
    place = mention.starts if starts is None else starts
    return Thing(row.title, row.company, row.layer or "harness", place, mention.ends, True, row.broad)


def _new_things(item: Item, posted_by: str | None) -> list[Thing]:
    """A name that no list holds, known for a runtime by the noun beside it or by what the text says of it."""
    for layer, pattern in rules.NEW_THING:
        match = pattern.search(item.title)
        if match is not None:
            name = re.sub(r"^(?:Introducing|Announcing|Launching|The|New|Meet)\s+", "", match[0])
            return [Thing(name, posted_by, layer, match.end() - len(name), match.end(), False)]
    opening = _opening_ends(item.title)
    name_match = re.match(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,3}", item.title[opening:])
    born = rules.LAUNCH.search(f"{item.title}\n{first_sentence(item.text)}")
    if name_match is None or born is None:
        return []
    for layer, nature in rules.NATURE:
        if nature.search(f"{item.title}\n{first_sentence(item.text)}"):
            return [Thing(name_match[0], posted_by, layer, opening, opening + name_match.end(), False)]
    return []


def _opening_ends(title: str) -> int:
    """Where the words of announcement end and a new name may begin."""
    match = _OPENING.match(title)
    return match.end() if match else 0


def first_sentence(text: str) -> str:
    """What a text says first."""
    match = _SENTENCE.search(text[:FIRST_LINES])
    return match[0] if match else ""
