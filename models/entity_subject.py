"""Which company a text is about, of all that it names."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from models.entities import Mention, company_of, owner_of, parts
from models.entity_index import names
from models.entity_talk import beside, in_passing, joined, leads, merely_used, spoken_of_as_own
from models.headlines import headlines

LISTED = 4  # so many companies named once each are a list, none of them the subject
ROW = 3  # so many names in a row are an enumeration, none of them what is spoken of
EARLY = 0.5  # of a turn: a company named once and only in an object's place is its subject where it comes so early
BREATH = 60  # characters between two mentions of one company that make them two
LONG = 200  # characters: longer texts are passages, shorter ones headlines
# Sources that carry what others say, though their ids begin with a company's name.
_OTHERS = re.compile(
    r"podcast|talk|show|interview|episode|transcript|press\b|review|trending|weekly|magazine|journal"
    r"|(?:google|apple|yahoo|bing|hacker)[-_ ]?news",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"\b(?:at|from|by|with|of|joined|founded|acquired|company|startup|team) (?:the )?$"
)


def publisher_of(source: str | None) -> str | None:
    """The company whose own feed a source is, read from its id; null for the press, talks and collections."""
    return None if not source or _OTHERS.search(source) else company_of(source)


def main_company(
    vendor: str | None, mentions: list[Mention], length: int = 0, text: str = "", title: int = 0
) -> str | None:
    """The company that a text is about: its vendor, else what its first `title` characters name, else the rest.

    A passing product says little in a long text (`length` in characters); an AI model with its version does. With
    `text`, companies named in passing (a past employer, the hosts' own) are left out.
    """
    posted_by = company_of(vendor)
    if posted_by is not None:
        return posted_by
    owned = [(owner, mention) for mention in mentions if (owner := owner_of(mention))]
    if stories := headlines(text[:title]):  # a digest is about what its first headline is about
        first_ends = text.find(stories[0]) + len(stories[0])
        return _headlined([(owner, mention) for owner, mention in owned if mention.ends <= first_ends])
    if length <= LONG:
        return _headlined(owned)
    headed = _headlined([(owner, mention) for owner, mention in owned if mention.ends <= title])
    company = headed or _spoken_of(owned, text)
    untitled = bool(text) and not title
    return company if company is None or not untitled or _borne_out(company, owned, text) else None


def _borne_out(company: str, owned: list[tuple[str, Mention]], text: str) -> bool:
    """Whether untitled talk bears its company out.

    It comes up again and more often than any other; or it comes up once, alone, and acts in its sentence or is brought
    up early; or it acts and nobody else does. What stands aside (a place, a yardstick) counts nothing.
    """
    held = _held(owned, text)
    own = held.pop(company, [])
    rivals = [those for owner, those in held.items() if not names().companies[owner].passing]
    most = max(map(len, rivals), default=0)
    if not own or (len(own) > most if most else _times(own) > 1):
        return bool(own)
    led = _led(own, text)
    if rivals:
        return led and most <= len(own) and not any(_led(those, text) for those in rivals)
    if own[0].entity_kind != "company":  # told by what it makes alone, unless its own name stands aside
        return led or not any(owner == company and one.entity_kind == "company" for owner, one in owned)
    return led or own[0].starts < EARLY * len(text)


def _times(mentions: list[Mention]) -> int:
    """How often a company comes up: what is said in one breath ("Gemini, from Google") comes up once."""
    return sum(two.starts - one.ends >= BREATH for one, two in pairwise(mentions)) + 1


def _held(owned: list[tuple[str, Mention]], text: str) -> dict[str, list[Mention]]:
    """By company, the mentions that neither stand in a list nor come in passing nor aside."""
    mentions = [mention for _, mention in owned]
    left_out = _in_rows(mentions, text) | _met(mentions, text)
    held: dict[str, list[Mention]] = {}
    for owner, mention in owned:
        a_place = mention.entity_kind == "company" and beside(text, mention.starts, mention.ends)
        if mention.starts not in left_out and not a_place:
            held.setdefault(owner, []).append(mention)
    return held


def _led(mentions: list[Mention], text: str) -> bool:
    return any(leads(text, mention.starts, mention.ends) for mention in mentions)


def _headlined(owned: list[tuple[str, Mention]]) -> str | None:
    """The company of a headline: the first one named, else the first maker, else a place where all meet."""
    named = [owner for owner, mention in owned if mention.entity_kind == "company"]
    made = [owner for owner, mention in owned if mention.entity_kind != "company"]
    meeting = [owner for owner in named if names().companies[owner].passing]
    return next(iter([owner for owner in named if owner not in meeting] + made + meeting), None)


def _spoken_of(owned: list[tuple[str, Mention]], text: str) -> str | None:
    """The company that a long text speaks of: the one named most, of equals the first; none where many are listed."""
    left_out = _in_rows([mention for _, mention in owned], text) | _met(
        [mention for _, mention in owned], text
    )
    named = Counter(
        owner
        for owner, mention in owned
        if mention.starts not in left_out and _names_company(mention, owner, text)
    )
    told = [owner for owner in named if not names().companies[owner].passing]
    told = told or [owner for owner, count in named.items() if count > 1]
    if told:
        weights = {owner: named[owner] + sum(one == owner for one, _ in owned) for owner in told}
        best = max(told, key=weights.__getitem__)
        listed = len(told) >= LISTED or _in_rows([mention for _, mention in owned], text, least=2)
        return best if weights[best] > 2 or not listed else None
    return _maker(owned, text)


def _maker(owned: list[tuple[str, Mention]], text: str) -> str | None:
    """The one maker of AI models or chips that a long text without a company speaks of."""
    made = Counter[str]()
    for owner, mention in owned:
        if mention.entity_kind == "ai_model":
            telling = _is_versioned(mention.entity_id) and not merely_used(text, mention.starts)
            made[owner] += 2 if telling else 1
        elif mention.entity_kind == "chip":
            made[owner] += 2 if spoken_of_as_own(text, mention.starts) else 1
    told = [owner for owner, weight in made.items() if weight > 1]
    return told[0] if told and len(made) == 1 else None


def _met(mentions: list[Mention], text: str) -> set[int]:
    """Where companies stand that are named in passing, those joined to such a one with them."""
    found: list[Mention] = []
    for mention in mentions if text else []:
        follows = bool(found) and joined(text[found[-1].ends : mention.starts])
        if follows or in_passing(text, mention.starts, mention.ends):
            found.append(mention)
    return {mention.starts for mention in found}


def _in_rows(mentions: list[Mention], text: str, least: int = ROW) -> set[int]:
    """Where the names stand that are one of a row of at least so many ("AWS, Google and Azure")."""
    rows: list[list[Mention]] = []
    for one, two in pairwise(mentions):
        if not joined(text[one.ends : two.starts]):
            continue
        if rows and rows[-1][-1] is one:
            rows[-1].append(two)
        else:
            rows.append([one, two])
    return {mention.starts for row in rows if len(row) >= least for mention in row}


def _names_company(mention: Mention, owner: str, text: str) -> bool:
    """A company's name, or a runtime that is called like its company (LangChain) where it is spoken of as one."""
    if mention.entity_kind == "company":
        return True
    row = names().runtimes.get(mention.entity_id) if mention.entity_kind == "runtime" else None
    if row is None or row.layer == "protocol" or row.title != names().companies[owner].title:
        return False
    if not text or _ORGANISATION.search(text[max(0, mention.starts - 20) : mention.starts]):
        return True
    return leads(text, mention.starts, mention.ends)


def _is_versioned(entity_id: str) -> bool:
    known = parts(entity_id)
    return known is not None and known.version is not None
