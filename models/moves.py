"""Runtime moves: which dated acts change a company's place in what AI agents run on, by ordered rules."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models import move_rules as rules
from models.entities import Mention, company_of, owner_of, title_of
from models.entity_index import names
from models.items import Item
from models.move_releases import from_release
from models.move_things import FIRST_LINES, Thing, first_sentence, things_of
from models.story_titles import clean_title, release_of

MOST_MOVES = 4
_NEUTRAL = (
    r"introduc\w+|announc\w+|launch\w*|pilot\w*|present\w*|unveil\w*|debut\w*|releas\w+|meet|new|the|our|and|an"
    r"|cli|open|is|hello|say|to|now|its|their"
)
_SUBSTANCE = re.compile(rf"\b(?!(?:{_NEUTRAL})\b)[^\W\d_]{{2,}}", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:acquired|bought) by\b|\bis joining\b|\bjoins\b", re.IGNORECASE)
_OFFERED_IN = re.compile(r"\b(?:in|on|with|for|via|using)\b")
_OFFERS = re.compile(r"\W*(?:now )?(?:supports?|adds?|offers?|serves?|runs?|with)\W*", re.IGNORECASE)
_ENDS_NAME = re.compile(
    r"\s*(?:$|[:,.!|(\u2013\u2014-]|(?:and|&|is|in|for|now|with|cli|api|sdk)\b)", re.IGNORECASE
)
_VERSION_AFTER = re.compile(r"(?: (?:for )?[A-Z]\w+)? v?\d{1,2}(?:\.\d{1,3}){0,2}(?=$|[\s:,.!])")


@dataclass(frozen=True, slots=True)
class Move:
    """One act. `company` and `runtime` are names as a screen shows them; `quote` stands in title or text."""

    company: str
    runtime: str
    layer: str
    move: str
    quote: str


def moves(item: Item, mentions: list[Mention]) -> list[Move]:
    """The moves that an item tells, most telling first, at most four.

    `mentions` are those of title + "\\n" + text. An empty list where nothing moves: guides, customer stories,
    talk, patches, AI models alone.
    """
    title = item.title.strip()
    if not title or len(title) > 400:
        return []
    head = [m for m in mentions if m.starts < len(item.title)]
    if (item.source or "").startswith("release:") or release_of(title):
        return _named(item, from_release(item, mentions))
    if rules.NO_MOVE.search(clean_title(title)) or rules.TEACHES.search(item.text[:FIRST_LINES]):
        return []
    posted_by = company_of(item.vendor or item.source)
    things = things_of(item, head, mentions, posted_by)
    if not things or _only_ai_model(item.title, head, things):
        return []
    move = _kind(item, things[0], head, posted_by)
    if move is None:
        return []
    chosen = things if move == "integration" else things[:1]
    actor = _actor(title, move, head) if posted_by is None else posted_by
    return [_move(title, thing, move, actor) for thing in _ordered(chosen, move, posted_by)][:MOST_MOVES]


def _actor(title: str, move: str, head: list[Mention]) -> str | None:
    """Who acts in a headline of the press: the first named, the last one in "A is acquired by B"."""
    owners = [owner for mention in head if (owner := owner_of(mention)) is not None]
    if not owners:
        return None
    return owners[-1] if move == "acquisition" and _PASSIVE.search(title) else owners[0]


def _kind(item: Item, thing: Thing, head: list[Mention], posted_by: str | None) -> str | None:
    """The first kind of move whose words fit; null where none do."""
    title, first = item.title, first_sentence(item.text)
    for kind, pattern in (("acquisition", rules.ACQUISITION), ("deprecation", rules.DEPRECATION)):
        if pattern.search(title):
            return kind
    if rules.PRICE.search(title) or (thing.starts < 0 and rules.PRICE.search(first)):
        return "price"
    if rules.POLICY_SECURITY.search(title):
        return "policy_security"
    others = {owner_of(m) for m in head if m.entity_kind != "ai_model" and not _is_protocol(m)} - {
        posted_by,
        thing.company,
        None,
    }
    if thing.company is not None and posted_by is not None and thing.company != posted_by:
        if thing.layer != "protocol":
            joined = (
                rules.INTEGRATION.search(f"{title}\n{first}") or thing.layer == "silicon" or _beside(title)
            )
            return "integration" if joined else None
        if _leads(title, thing, head) and not rules.FOR_GOOD.search(title):
            return "launch"  # a vendor's own server or skills for a protocol of others
    if rules.NEXT_GENERATION.search(title) or (
        thing.known and _leads(title, thing, head) and _versioned(title, thing)
    ):
        return "major_release"
    return _growth(item, thing, head, bool(others))


def _growth(item: Item, thing: Thing, head: list[Mention], others: bool) -> str | None:
    """Opening, integration, launch or a smaller release of one's own runtime."""
    title, both = item.title, f"{item.title}\n{first_sentence(item.text)}"
    born = rules.LAUNCH.search(both) is not None
    if rules.JOINS_MARKET.search(title):
        return "integration"
    arrives = _in_runtime(title, thing) and not rules.FOR_GOOD.search(title)
    if rules.OPENING.search(title) and not arrives and not (born and not thing.known):
        return "opening"
    if rules.INTEGRATION.search(both) and (
        others or rules.OTHER_PRODUCT.search(f"{title}\n{item.text[:FIRST_LINES]}")
    ):
        return "integration"
    built = rules.BUILD_WITH.match(title)
    if built and built.end() >= thing.starts - 12 and re.search(r"(?:SDK|API|CLI|Kit)$", title.rstrip(" .!")):
        return "launch"
    if (
        _is_name(title, thing)
        or _only_names(title, head)
        or (born and _leads(title, thing, head) and _is_subject(title, thing))
    ):
        return "launch"
    if thing.layer == "silicon" and not _leads(title, thing, head):
        return None  # software for a chip moves no chip
    if not thing.known:
        return "launch" if born or thing.starts >= 0 else None
    if _beside(title) and (others or rules.OTHER_PRODUCT.search(title)):
        return "integration"
    return "minor_release" if born or rules.ARRIVES.search(title) or _in_runtime(title, thing) else None


def _is_protocol(mention: Mention) -> bool:
    row = names().runtimes.get(mention.entity_id)
    return row is not None and row.layer == "protocol"


def _versioned(title: str, thing: Thing) -> bool:
    return _VERSION_AFTER.match(title, thing.ends) is not None


def _is_name(title: str, thing: Thing) -> bool:
    """The title is the runtime's name and no more, or the name with a subtitle."""
    ends = r"\s*(?:$|: (?:your|an?|the)\b)" if thing.broad else r"\s*(?:$|: )"
    return thing.starts == 0 and re.match(ends, title[thing.ends :]) is not None


def _only_names(title: str, head: list[Mention]) -> bool:
    """Two or more new things named together and nothing else ("Claude 3.7 Sonnet and Claude Code")."""
    rest = title
    for mention in head:
        rest = rest.replace(mention.surface, " ")
    return len(head) > 1 and head[0].entity_kind == "ai_model" and not _SUBSTANCE.search(rest)


def _leads(title: str, thing: Thing, head: list[Mention]) -> bool:
    """Nothing but words of announcement and other names stands before the thing."""
    before = title[: max(thing.starts, 0)]
    for mention in head:
        if mention.ends <= thing.starts:
            before = before.replace(mention.surface, " ")
    return thing.starts >= 0 and not _SUBSTANCE.search(before)


def _is_subject(title: str, thing: Thing) -> bool:
    """Whether the title announces the thing itself, not something in it, for it or named after it."""
    ends = _ENDS_NAME.match(title, thing.ends)
    return ends is not None and not (thing.broad and ends[0].strip().lower() in ("in", "for", "with"))


def _in_runtime(title: str, thing: Thing) -> bool:
    """ "Agent view in Claude Code": something for the runtime, named last."""
    before = title[: max(thing.starts, 0)].rstrip()
    return thing.starts > 0 and before.endswith((" in", " for", " to", " for the", " in the", " to the"))


def _beside(title: str) -> bool:
    """Two names side by side ("Claude Code and Slack", "Codex with Ollama")."""
    return len(title.split()) <= 6 and re.search(r" (?:and|with|in|on|for|\+|x) ", title) is not None


def _only_ai_model(title: str, head: list[Mention], things: list[Thing]) -> bool:
    """A new AI model that a runtime offers moves no runtime ("GPT-5 is now available in Cursor")."""
    thing = things[0]
    models_named = [mention for mention in head if mention.entity_kind == "ai_model"]
    if not models_named or not thing.known:
        return False
    first = models_named[0]
    if head[0] is first and _OFFERED_IN.search(title[first.ends : max(thing.starts, first.ends)]):
        return True
    return _OFFERS.fullmatch(title[thing.ends : max(first.starts, thing.ends)]) is not None


def _ordered(things: list[Thing], move: str, posted_by: str | None) -> list[Thing]:
    """For an integration the publisher's own runtime first."""
    if move != "integration":
        return things
    return sorted(things, key=lambda thing: thing.company != posted_by)


def _move(title: str, thing: Thing, kind: str, actor: str | None) -> Move:
    company = thing.company or actor
    if actor is not None and (kind in ("integration", "acquisition") or thing.layer == "protocol"):
        company = actor  # the one who acts, where the runtime may be another's
    return Move(title_of(company or "-"), thing.runtime, thing.layer, kind, title)


def _named(item: Item, found: list[tuple[str, str, str, str]]) -> list[Move]:
    """Moves from a release section: (runtime id, move, quote, layer)."""
    made = []
    for runtime, kind, quote, layer in found[:MOST_MOVES]:
        row = names().runtimes.get(runtime)
        title, owner = (row.title, row.company) if row else (runtime, company_of(item.vendor))
        made.append(Move(title_of(owner or "-"), title, layer, kind, quote))
    return made
