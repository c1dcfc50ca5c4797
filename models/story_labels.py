"""What a story is called: the phrase that sets its titles apart, and whether they belong together at all."""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from models.entities import company_of, find, owner_of
from models.entity_index import names
from models.entity_subject import publisher_of
from models.items import Item
from models.story_items import Vector, is_broad, is_versioned
from models.story_links import COMPANION
from models.story_titles import clean_title, plain, release_of

MIXED = 0.45  # mean likeness below which a story of several items is not one thing
MOST_TITLES = 200
_WORD = re.compile(r"[^\W_]+(?:[.'’+-][^\W_]+)*\+?")
_CUT = re.compile(r"[:;,.!?]\s|[()\[\]\"“”]")  # what no phrase goes across
_SMALL = re.compile(r"(?:\b[a-z]{4,}\b.*){3}")  # three longer words in small letters: no headline in capitals
_PLAIN_WORDS = """
a an the and or of to in on for from with by at as is are be was were it its this that these those
how why what when where who which we our us you your their into over under via vs not no now here
more most all any new can will has have had introducing introduces announcing announces announce
launches launching launch meet says say brings bring available adds add gets get makes make uses use
using let lets one two than then about after before out up down off just also ships ship releases
release released build building builds behind inside turning towards way better update updates der
die das und mit von für wie ein eine einer im wir unser warum kein als le la les des et
"""
_EDGE = frozenset(_PLAIN_WORDS.split())


def phrases(title: str) -> dict[str, str]:
    """Phrases of one to three words by their small-letter form, company names and edge words left out."""
    kept = clean_title(title)
    vendors = _vendor_words()
    words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(kept)]
    found: dict[str, str] = {}
    for start in range(len(words)):
        for size in (1, 2, 3):
            run = words[start : start + size]
            low = [word.lower().removesuffix("'s").removesuffix("’s") for word, _, _ in run]
            if len(run) < size or _EDGE & set(low) or vendors & _named(run):
                continue
            surface = kept[run[0][1] : run[-1][2]]
            if len(surface) > 2 and surface.count("  ") == 0 and not _CUT.search(surface):
                found.setdefault(" ".join(low), surface.removesuffix("'s").removesuffix("’s"))
    return found


def _named(run: list[tuple[str, int, int]]) -> set[str]:
    """The words written as names; a company's name in small letters is a plain word ("apple trees")."""
    return {word.lower().removesuffix("'s").removesuffix("’s") for word, _, _ in run if word[:1].isupper()}


def background(titles: Iterable[str]) -> Counter[str]:
    """In how many titles each phrase stands: what a label is measured against."""
    counts: Counter[str] = Counter()
    for title in titles:
        counts.update(phrases(title).keys())
        counts[""] += 1  # the number of titles itself
    return counts


def label(
    items: Sequence[Item], usual: Mapping[str, int] | None = None, vectors: Vector | None = None
) -> str:
    """The name of a story, its lead first: the thing that most name, else the phrase most its own.

    "mixed" where vectors are far apart and no version of a thing holds it together. What no two titles share is named
    by the lead alone. `usual` = the phrases of other titles, as `background` counts them.
    """
    items = items[:MOST_TITLES]
    if not items:
        return ""
    entity, thing = _named_thing(items)
    far_apart = vectors is not None and len(items) > 2 and (cohesion(vectors) or 0.0) < MIXED
    if far_apart and not (entity and is_versioned(entity)):
        return "mixed"
    told = [phrases(item.title) for item in items]
    counts = Counter(phrase for one in told for phrase in one)
    choice = {
        phrase: count
        for phrase, count in counts.items()
        if (count > 1 or len(items) == 1) and (" " in phrase or _is_name(phrase, items, told))
    }
    if not thing and not choice:
        _, thing = _named_thing(items[:1])
        choice = dict.fromkeys(told[0], 1)
    if thing or not choice:
        return thing or clean_title(items[0].title)
    total = max((usual or {}).get("", 0), 1)
    best = max(choice, key=lambda phrase: _weight(phrase, choice[phrase], usual or {}, total))
    return Counter(one[best] for one in told if best in one).most_common(1)[0][0]


def _is_name(word: str, items: Sequence[Item], told: Sequence[Mapping[str, str]]) -> bool:
    """Whether a title that writes plain words small writes this one with a capital; any other word alone says little."""
    return any(
        word in one and one[word][:1].isupper() and _SMALL.search(item.title) is not None
        for item, one in zip(items, told, strict=True)
    )


def behind(item: Item) -> tuple[bool, bool, bool]:
    """What puts an item behind others of its day as a story's lead: a release, another's thing, a launch's companion."""
    title = clean_title(item.title)
    first = next(iter(find(title, item.vendor or item.source)), None)
    company = company_of(item.vendor) or publisher_of(item.source)
    own = first is not None and company is not None and owner_of(first) == company
    return release_of(title) is not None, not own, COMPANION.search(plain(title)) is not None


def cohesion(vectors: Vector) -> float | None:
    """Mean likeness of all pairs; null where there is no pair."""
    count = len(vectors)
    if count < 2:
        return None
    total = np.asarray(vectors, np.float64).sum(axis=0)
    norms = float((np.asarray(vectors, np.float64) ** 2).sum())
    return (float(total @ total) - norms) / (count * (count - 1))


def _weight(phrase: str, count: int, usual: Mapping[str, int], total: int) -> float:
    """How often in the story, how rare elsewhere; longer phrases say more."""
    rarity = math.log(1 + total / (1 + max(usual.get(phrase, 0) - count, 0)))
    return count * rarity * (1 + 0.4 * phrase.count(" "))


def _named_thing(items: Sequence[Item]) -> tuple[str | None, str | None]:
    """What most titles name, by id and in their words: with its version before without, no broad thing."""
    counts: Counter[str] = Counter()
    surfaces: dict[str, Counter[str]] = {}
    for item in items:
        mentions = find(clean_title(item.title), item.vendor or item.source)
        seen = {m.entity_id: m.surface for m in mentions if m.entity_kind != "company"}
        for entity, surface in seen.items():
            if not is_broad(entity):
                counts[entity] += 1
                surfaces.setdefault(entity, Counter())[surface] += 1
    common = [entity for entity, count in counts.items() if count * 2 > len(items)]
    if not common:
        return None, None
    best = min(common, key=lambda entity: (not is_versioned(entity), -counts[entity], entity))
    return best, surfaces[best].most_common(1)[0][0]


@functools.cache
def _vendor_words() -> frozenset[str]:
    """Single words that are companies' names."""
    rows = names().companies.values()
    return frozenset(
        plain(name) for row in rows for name in (row.title, *row.aliases) if " " not in plain(name)
    )
