"""Whether two items tell the same event: ordered rules over names, versions, words, days and vectors."""

from __future__ import annotations

import functools
import re

from models.entity_ai_models import Parts
from models.languages import language
from models.story_items import Reading, is_broad, is_versioned
from models.story_reports import brings, reports, says_much_alike
from models.story_titles import content_words, cut_short, plain

WINDOW_DAYS = 14
UNKNOWN_DAYS = 99
REPEAT_DAYS = 2
COMPANION_DAYS = 7
# Posts that exist because of a launch.
COMPANION = re.compile(
    r"\b(?:system card|model card|technical report|behind the|best practices|migrat\w+|what's new|addendum|under the hood"
    r"|how we (?:built|build|trained|train|made|designed)|developer guide)\b"
)
_ADDS = re.compile(r"\b(?:features?|added|adds|new|introduc\w+|now supports?)\b")


def days_between(a: Reading, b: Reading) -> int:
    """Days apart; none where neither is dated, far where only one is."""
    if a.day is None and b.day is None:
        return 0
    if a.day is None or b.day is None:
        return UNKNOWN_DAYS
    return abs(a.day - b.day)


def clash(a: Reading, b: Reading) -> bool:
    """Two versions of one thing, or two releases: never one story."""
    if a.release and b.release:
        return not _same_release(a, b)
    if any(b.versions.get(name, version) != version for name, version in a.versions.items()):
        return True
    if not a.ai_models or not b.ai_models:
        return False
    pairs = [(one, two) for one in a.ai_models for two in b.ai_models if one.family == two.family]
    return bool(pairs) and not any(_fits(one, two) for one, two in pairs)


def _fits(one: Parts, two: Parts) -> bool:
    return (
        (one.version == two.version or None in (one.version, two.version))
        and (one.tier == two.tier or None in (one.tier, two.tier))
        and one.variants == two.variants
    )


def _same_release(a: Reading, b: Reading) -> bool:
    """The same version, or a fix of it on the same or the next day."""
    assert a.release and b.release
    (one, first), (two, second) = a.release, b.release
    if one != two:
        return False
    if first == second:
        return True
    dated = a.day is not None and b.day is not None and a.item.dated and b.item.dated
    if not dated or len(first) < 3 or first[:2] != second[:2] or days_between(a, b) > 1:
        return False
    earlier, later = (a, b) if first < second else (b, a)
    if later.text:
        return not _ADDS.search(later.text)
    assert earlier.release
    return earlier.release[1][2:] == (0,)  # by the number alone, 2.35.1 mends 2.35.0


def linked(a: Reading, b: Reading, cosine: float | None) -> bool:
    """Whether two items that do not clash tell the same event. `cosine` is null without vectors."""
    days = days_between(a, b)
    if a.release and b.release:
        return True  # no clash, so one release or its fix
    if _identical(a, b, days):
        return True
    if days > WINDOW_DAYS:
        return False
    if _names_the_other(a, b, days, cosine):
        return True
    if a.posted_by is None and b.posted_by is None and cosine is not None:
        return False  # two items of the press are judged by whole stories
    if _shares_version(a, b, days, cosine):
        return True
    if a.posted_by is None and b.posted_by is None:
        return _alike_abroad(a, b, days, None)
    if a.posted_by is not None and a.posted_by == b.posted_by:
        return (
            _shares_name(a, b, days, cosine)
            or _follows_launch(a, b, days, cosine)
            or _alike_at_home(a, b, days, cosine)
            or _translated(a, b, days, cosine)
        )
    return brings(a, b, days) or reports(a, b, days, cosine) or _alike_abroad(a, b, days, cosine)


def _identical(a: Reading, b: Reading, days: int) -> bool:
    """The same address, or the same title near enough in time for its length."""
    if a.url is not None and a.url == b.url:
        return days <= WINDOW_DAYS or days == UNKNOWN_DAYS
    if days <= REPEAT_DAYS and cut_short(a.item.title, b.item.title):
        return True
    if a.norm != b.norm or not a.norm:
        return False
    if days == UNKNOWN_DAYS:
        return len(a.norm) >= 20 and a.posted_by is not None and a.posted_by == b.posted_by
    return days <= (WINDOW_DAYS if len(a.norm) >= 12 else 3)


def _shares_version(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """Both titles name one versioned thing, and one of them leads with it."""
    shared = {entity for entity in a.item.entities & b.item.entities if is_versioned(entity)}
    leads_a, leads_b = shared & a.item.about, shared & b.item.about
    if shared and (leads_a or leads_b):
        if days <= 1 or (leads_a and leads_b and a.posted_by != b.posted_by):
            return True
        if a.posted_by != b.posted_by and (a.posted_by is None or b.posted_by is None):
            return days <= 10
        return (cosine or 0) >= 0.8 or _companion(a, b)
    if days > 1:
        return False
    return any(
        is_versioned(entity) and entity in one.item.about and entity in two.item.named
        for one, two in ((a, b), (b, a))
        for entity in one.item.about & two.item.named
        if two.release is not None or cosine is None or cosine >= 0.6
    )


def _names_the_other(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """The text of one holds the title of the other, on the same or the next day."""
    if days > 1:
        return False
    for one, two in ((a, b), (b, a)):
        if (
            len(one.norm) >= 12
            and len(one.norm.split()) >= 3
            and one.norm in two.text
            and (cosine is None or cosine >= 0.4)
        ):
            return True
    return False


def _shares_name(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """One post of a company leads with a thing, another of the same day names it."""
    if days:
        return False
    shared = {entity for entity in a.item.entities & b.item.entities if not is_broad(entity)}
    return bool(shared & (a.item.about | b.item.about)) and (cosine is None or cosine >= 0.4)


def _companion(a: Reading, b: Reading) -> bool:
    return bool(COMPANION.search(a.norm) or COMPANION.search(b.norm))


def _follows_launch(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """One post of a company launches a thing, another of the next days explains it."""
    if days > COMPANION_DAYS:
        return False
    for one, two in ((a, b), (b, a)):
        shared = one.item.about & two.item.entities
        if not shared or "launch" not in one.acts:
            continue
        narrow = not all(map(is_broad, shared))
        if COMPANION.search(two.norm) and (narrow or (cosine is not None and cosine >= 0.8)):
            return True
        if narrow and days <= REPEAT_DAYS and one.bare and cosine is not None and cosine >= 0.6:
            return True
    return False


def _alike_at_home(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """Two posts of one company: alike in words and meaning, the more so the further apart."""
    common, share = _overlap(a, b)
    if cosine is None:
        return common >= 3 and share >= 0.6 and days <= 2
    if days <= 1 and (cosine >= 0.93 or (cosine >= 0.72 and common >= 2 and _holds_all(a, b))):
        return True
    if days == 0:
        return cosine >= 0.66 and common >= 2 and share >= 0.25
    if days <= 1:
        return cosine >= 0.75 and common >= 2 and share >= 0.4
    if days <= 4:
        return cosine >= 0.85 and common >= 2 and share >= 0.4
    return cosine >= 0.93 and common >= 3 and share >= 0.6


def _alike_abroad(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """Posts of two companies, or of a company and the press."""
    common, share = _overlap(a, b)
    if cosine is None:
        return common >= 3 and share >= 0.6 and days <= 2
    if days <= 1 and cosine >= 0.78 and common >= 2 and share >= 0.4:
        return True
    if days <= 4 and cosine >= 0.82 and common >= 3 and share >= 0.5:
        return True
    if days > 1 or a.posted_by is None or b.posted_by is None:
        return False
    third = (a.item.companies & b.item.companies) - {a.posted_by, b.posted_by}
    theirs = {entity.partition("/")[0] for entity in a.item.entities | b.item.entities if "/" in entity}
    if days == 0 and third & theirs and cosine >= 0.54:
        return True  # two resellers of one AI model on the day it came out
    names_each = a.posted_by in b.item.companies and b.posted_by in a.item.companies
    return names_each and cosine >= 0.55 and common >= 1


def _translated(a: Reading, b: Reading, days: int, cosine: float | None) -> bool:
    """Copies of one post in two languages share names and numbers, which no translation changes."""
    if days > 2 or _language(a.item.title) == _language(b.item.title):
        return False
    one, two = (_own_words(r.item.title, r.item.entities) for r in (a, b))
    kept = one & two
    names = a.item.entities & b.item.entities
    return (len(kept) >= 2 or (bool(kept) and bool(names))) and (cosine is None or cosine >= 0.4)


def shares_matter(a: Reading, b: Reading) -> bool:
    """A versioned or narrow name in common, at least two words besides names, or what else makes a report."""
    shared = {entity for entity in a.item.entities & b.item.entities if not is_broad(entity)}
    return bool(shared) or _overlap(a, b)[0] >= 2 or says_much_alike(a, b, days_between(a, b))


def _holds_all(a: Reading, b: Reading) -> bool:
    """All words of the shorter title stand in the longer one."""
    one, two = content_words(a.item.title), content_words(b.item.title)
    return one <= two or two <= one


@functools.lru_cache(maxsize=4096)
def _language(title: str) -> str | None:
    return language(title)


def _overlap(a: Reading, b: Reading) -> tuple[int, float]:
    one, two = (_own_words(r.item.title, r.item.entities) for r in (a, b))
    common = len(one & two)
    return common, common / max(1, len(one | two))


@functools.lru_cache(maxsize=8192)
def _own_words(title: str, entities: frozenset[str]) -> frozenset[str]:
    """The words of a title without the names in it, which other rules weigh."""
    surfaces = " ".join(entity.split("/")[-1].split("@")[0] for entity in entities)
    return content_words(title) - frozenset(plain(surfaces).split()) - content_words(surfaces)
