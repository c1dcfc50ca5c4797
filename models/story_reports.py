"""Whether what a company posts and what others tell of it, press or partners, are one event."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Iterator
from itertools import combinations

from models.entity_index import names
from models.story_acts import USUAL, without_acts
from models.story_items import Reading, is_broad
from models.story_titles import content_words, plain

MOST_COMPANIES = 4
REPORT_DAYS = 2  # others tell of a post on its day or soon after
ALIKE, UNLIKE, LEAST = 0.65, 0.5, 0.3  # of meaning: the less alike, the more must be said in common
NOTHING = -math.inf
MUCH = 4  # points of what both say: a sum and an act, two companies and an act, an AI model of the day
_PROPER = re.compile(r"(?<=[\w,'’] )[A-Z][^\W_]+")
_DAY_ZERO = re.compile(r"\bday[ -](?:zero|0|one|1)\b", re.IGNORECASE)


def reports(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """Whether two tell of one company's event, one of them the company itself."""
    needed = _needed(cosine)
    if needed is None or a.posted_by == b.posted_by:
        return False
    if not {a.posted_by, b.posted_by} & _companies(a) & _companies(b):
        return False
    return _said_by_both(a, b, days) + _worded_by_both(a, b) >= needed + (days > 1)


def says_much_alike(a: Reading, b: Reading, days: int) -> bool:
    """Whether two items of the press name enough in common besides their words."""
    return _said_by_both(a, b, days) >= MUCH + (days > 1)


def _said_by_both(a: Reading, b: Reading, days: int) -> float:
    """Points of what two titles say of one company; far below none where they are days apart or tell other acts."""
    shared = _companies(a) & _companies(b)
    if not shared or days > REPORT_DAYS:
        return NOTHING
    if a.acts - USUAL and b.acts - USUAL and not (a.acts & b.acts):
        return NOTHING
    return _named_by_both(a, b, shared, days)


def _needed(cosine: float | None) -> int | None:
    """How many points two tellings need; null where their meaning speaks against it."""
    if cosine is None:
        return MUCH
    if cosine < LEAST:
        return None
    return 2 if cosine >= ALIKE else 3 if cosine >= UNLIKE else MUCH


def brings(a: Reading, b: Reading, days: int) -> bool:
    """Two posters lead with one thing within a day, or one supports from day zero what the other launches."""
    if days > 1 or a.posted_by == b.posted_by:
        return False
    if any(not is_broad(entity) for entity in a.item.about & b.item.about):
        return True
    if days:
        return False
    return any(
        _DAY_ZERO.search(two.item.title)
        and one.posted_by in two.item.companies
        and _leads_with_own(one)
        and not two.ai_models
        for one, two in ((a, b), (b, a))
    )


def meeting_keys(reading: Reading) -> Iterator[tuple[str, str]]:
    """Under what two tellings of one event find each other though worded apart: sums, acts, pairs of companies."""
    companies = sorted(_companies(reading))
    yield from (("sum", str(amount)) for amount in reading.sums)
    yield from (("act", f"{company} {act}") for company in companies for act in reading.acts - USUAL)
    if len(companies) <= MOST_COMPANIES:
        yield from (("pair", " ".join(pair)) for pair in combinations(companies, 2))
    if _DAY_ZERO.search(reading.item.title):
        yield from (("launch", company) for company in reading.item.companies)
    elif reading.posted_by and _leads_with_own(reading):
        yield "launch", reading.posted_by


def _leads_with_own(reading: Reading) -> bool:
    return any(entity.startswith(f"{reading.posted_by}/") for entity in reading.item.about)


def _companies(reading: Reading) -> frozenset[str]:
    return reading.item.companies | ({reading.posted_by} if reading.posted_by else frozenset())


def _named_by_both(a: Reading, b: Reading, shared: frozenset[str], days: int) -> int:
    """How much two titles have in common of sums, further companies, things and acts."""
    points = 3 * bool(a.sums & b.sums) + 2 * (len(shared) - 1)
    points += len(shared) > 1 and _companies(a) == _companies(b)
    things = a.item.entities & b.item.entities
    points += max((_weight(thing, days) for thing in things), default=0)
    told = a.acts & b.acts
    if told - USUAL:
        return points + 2
    return points + (bool(told) and any(not is_broad(thing) for thing in things))


def _weight(thing: str, days: int) -> int:
    """An AI model says most, the more so on one day; what everybody writes about says least."""
    if "/" in thing:
        return 3 + (days == 0)
    return 1 if is_broad(thing) else 2


def _worded_by_both(a: Reading, b: Reading) -> int:
    """The words that two titles share besides, names twice."""
    things = a.item.entities & b.item.entities
    common = _words(a.item.title, things) & _words(b.item.title, things)
    return len(common) + len(_proper(a.item.title) & _proper(b.item.title) & common)


@functools.lru_cache(maxsize=8192)
def _words(title: str, entities: frozenset[str]) -> frozenset[str]:
    """The words of a title without those of companies, things, acts and sums, which count by themselves."""
    surfaces = " ".join(entity.split("/")[-1].split("@")[0].replace("-", " ") for entity in entities)
    left_out = content_words(surfaces) | frozenset(plain(surfaces).split()) | _company_words()
    kept = content_words(without_acts(title)) - left_out
    return frozenset(word for word in kept if not word[0].isdigit())


@functools.lru_cache(maxsize=8192)
def _proper(title: str) -> frozenset[str]:
    """The words written as names though they do not begin the title."""
    return content_words(" ".join(_PROPER.findall(title)))


@functools.cache
def _company_words() -> frozenset[str]:
    return frozenset(
        word
        for row in names().companies.values()
        for name in (row.title, *row.aliases)
        for word in content_words(name)
    )
