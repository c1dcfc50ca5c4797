"""One item as grouping sees it: its vector, day, address and the names in its title."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from models.entities import Mention, company_of, find, owner_of, parts
from models.entity_ai_models import Parts
from models.entity_index import names
from models.items import Item
from models.story_acts import acts, sums
from models.story_titles import canonical_url, clean_title, content_words, opened, plain, release_of

Vector = NDArray[np.float32]
BARE = 3  # words of a title that says no more than a thing's name
HEAD = 400  # characters of the text that may name the event
_OPENING = re.compile(
    r"\W*(?:(?:introducing|announcing|meet|say hello to|launching|releasing|presenting|now)\b\W*)?"
    r"(?:(?:the|a|our|new)\b\W*)?",
    re.IGNORECASE,
)
_VERSION = re.compile(r" (?:CLI )?[vV]?(\d{1,3}(?:\.\d{1,4}){1,3}|\d{1,2}(?=$|:|,| is\b| and\b))")
_AND = re.compile(r",? (?:and|&) (?:the )?|, ")


@dataclass(frozen=True, slots=True)
class StoryItem:
    """What grouping needs to know of an item. `entities` are the names in its title, versions included.

    `about` are those that the title leads with, `named` the versioned ones in the first lines of its text,
    `story` is set where the item has a story already, `dated` false where the day is only when we first saw it.
    """

    id: str
    title: str
    vector: Vector | None = None
    date: date | None = None
    entities: frozenset[str] = frozenset()
    url: str | None = None
    source: str | None = None
    story: str | None = None
    vendor: str | None = None
    about: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    companies: frozenset[str] = frozenset()
    text: str = ""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """What is worked out once from a StoryItem for all comparisons."""

    item: StoryItem
    day: int | None
    norm: str
    release: tuple[str, tuple[int, ...]] | None
    url: str | None
    posted_by: str | None
    ai_models: tuple[Parts, ...]
    versions: dict[str, str]
    text: str = field(default="")
    words: tuple[str, ...] = ()
    acts: frozenset[str] = frozenset()
    sums: frozenset[int] = frozenset()
    bare: bool = False


def story_item(
    item: Item,
    vector: Vector | None = None,
    url: str | None = None,
    story: str | None = None,
    dated: bool = True,
) -> StoryItem:
    """The item with the names in its title and in the first lines of its text."""
    title = clean_title(item.title)
    vendor = item.vendor or item.source
    mentions = find(title, vendor)
    head = item.text[:HEAD]
    named = {
        m.entity_id for m in find(head, vendor) if m.entity_kind == "ai_model" and _has_version(m.entity_id)
    }
    return StoryItem(
        id=item.id,
        title=title,
        vector=vector,
        date=item.date,
        entities=frozenset(m.entity_id for m in mentions if m.entity_kind != "company")
        | frozenset(_versioned(title, mentions)),
        url=url,
        source=item.source,
        story=story,
        vendor=item.vendor,
        about=frozenset(_about(title, mentions)),
        named=frozenset(named),
        companies=frozenset(owner for m in mentions if (owner := owner_of(m)) is not None),
        text=head,
        dated=dated,
    )


def read(item: StoryItem) -> Reading:
    """Works out what comparisons need."""
    known = [found for entity in sorted(item.entities) if "/" in entity and (found := parts(entity))]
    versions = dict(entity.split("@", 1) for entity in item.entities if "@" in entity)
    return Reading(
        item=item,
        day=item.date.toordinal() if item.date else None,
        norm=plain(item.title),
        release=None if known else release_of(item.title),
        url=canonical_url(item.url),
        posted_by=company_of(item.vendor) or company_of(item.source),
        ai_models=tuple(known),
        versions=versions,
        text=plain(item.text) if item.text else "",
        words=tuple(sorted(content_words(item.title))),
        acts=acts(item.title),
        sums=sums(item.title),
        bare=bool(item.about) and len(plain(opened(item.title)).split()) <= BARE,
    )


def is_broad(entity_id: str) -> bool:
    """Whether so much is written about it that sharing the name says little."""
    known = names()
    row = known.runtimes.get(entity_id) or known.products.get(entity_id) or known.chips.get(entity_id)
    return row.broad if row is not None else False


def is_versioned(entity_id: str) -> bool:
    """An AI model or a runtime with its version."""
    return "@" in entity_id or ("/" in entity_id and _has_version(entity_id))


def _has_version(entity_id: str) -> bool:
    return any(map(str.isdigit, entity_id.partition("/")[2]))


def _versioned(title: str, mentions: list[Mention]) -> list[str]:
    """Runtimes with the version that follows them in the title: "cursor@2.0"."""
    found = []
    for mention in mentions:
        match = _VERSION.match(title, mention.ends)
        if mention.entity_kind in ("runtime", "product") and match:
            found.append(f"{mention.entity_id}@{match[1].removesuffix('.0')}")
    return found


def _about(title: str, mentions: list[Mention]) -> list[str]:
    """The things that the title leads with, the company before them passed over."""
    opening = _OPENING.match(title)
    place = opening.end() if opening else 0
    found: list[str] = []
    for mention in mentions:
        if mention.starts != place:
            break
        if mention.entity_kind == "company":
            place = mention.ends + len(re.match(r"(?:'s|’s)?\s?", title[mention.ends :])[0])  # type: ignore[index]
            continue
        found.append(mention.entity_id)
        version = _VERSION.match(title, mention.ends)
        if version and mention.entity_kind in ("runtime", "product"):
            found.append(f"{mention.entity_id}@{version[1].removesuffix('.0')}")
        joined = _AND.match(title, version.end() if version else mention.ends)
        if joined is None:
            break
        place = joined.end()
    return found
