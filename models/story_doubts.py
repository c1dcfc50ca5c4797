"""What speaks against two items of the press telling one event though all news of their field is alike.

Each doubt is a share of the likeness asked for. The weights are those of a logistic model, rounded, over the pairs of
items of weeks that were read and grouped by hand; each keeps its sign whichever week is left out.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from models.story_items import Reading
from models.story_reports import says_much_alike

LATER = 0.12  # a day between them
OTHER_COMPANY = 0.12  # each company that only one of them names
SAME_PAPER = 0.35  # a paper tells an event once
ASKS = 0.13  # one of them asks or explains
OTHER_NUMBERS = 0.25
SAID_ALIKE = 0.25  # for it: a sum, an act, companies or things in common
MOST_COMPANIES = 3
MOST_READ = 8  # latest items of a story, so that a long one costs no more
_ASKS = re.compile(
    r"^(?:how|why|what|who|is|are|can|will|should|does|do|inside|opinion|here['’]s|explainer)\b|\?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def doubt(ours: Sequence[Reading], theirs: Sequence[Reading]) -> float:
    """The mean doubt between the items of two stories, days apart left out; below none where much speaks for it."""
    pairs = [_between(a, b) for a in ours[-MOST_READ:] for b in theirs[-MOST_READ:]]
    return sum(pairs) / max(1, len(pairs))


def _between(a: Reading, b: Reading) -> float:
    found = OTHER_COMPANY * min(MOST_COMPANIES, len(a.item.companies ^ b.item.companies))
    if a.item.source is not None and a.item.source == b.item.source:
        found += SAME_PAPER
    if _asks(a.item.title) or _asks(b.item.title):
        found += ASKS
    if _apart(_numbers(a.item.title), _numbers(b.item.title)) or _apart(a.sums, b.sums):
        found += OTHER_NUMBERS
    days = 0 if a.day is None or b.day is None else abs(a.day - b.day)
    return found - SAID_ALIKE * says_much_alike(a, b, days)


def _apart(one: frozenset[int] | frozenset[str], two: frozenset[int] | frozenset[str]) -> bool:
    return bool(one) and bool(two) and not one & two


@functools.lru_cache(maxsize=8192)
def _asks(title: str) -> bool:
    return _ASKS.search(title) is not None


@functools.lru_cache(maxsize=8192)
def _numbers(title: str) -> frozenset[str]:
    return frozenset(_NUMBER.findall(title))
