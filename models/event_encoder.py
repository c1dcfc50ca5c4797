"""Events heard by a tuned encoder beside the rules: it knows wordings that no rule lists, and doubts them in the press.

What the rules say of a company's own post stands: such posts are worded alike, and on posts nobody had
read they were right in 21 of 23. Of the press they were right in seven of ten.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np

from models.embedder import EmbedderMissing
from models.embedder_batches import Floats
from models.entities import company_of, find, owner_of
from models.entity_subject import publisher_of
from models.events import BUSINESS, TYPES, UNSURE_NONE, Event, event
from models.head import HeadMissing
from models.head_tuned import Tuned, flat, from_flat, tuned_scores
from models.headlines import headlines
from models.items import Item, embedding_text
from models.languages import language
from models.story_titles import clean_title

FILE = "events.npz"
KIND = "events"  # how its exported graph is called
# The chance of a type is a logistic of the encoder's score and of whether the rules say so, fitted on 1,549 texts that
# the encoder had not learned from, most of them unread when the rules were written.
SHIFT, SLOPE = -1.05, 1.122
SAID_SHIFT, SAID_SLOPE = 1.922, -0.447  # added where the rules say so
LEAST = 0.4  # chance from which on a type is told
NAMED_ALONE = 0.9  # all 31 labelled posts titled so were launches
ALONE = 0.75  # of a business event that no rule tells: what only one of them says must be surer
_BUSINESS = np.array([name in BUSINESS for name in TYPES])


def events(items: Sequence[Item]) -> list[Event]:
    """The event of each item, by rules and encoder; by the rules alone where no embedding is at hand.

    Digests and texts that are not in English are judged by the rules alone. Raises HeadMissing.
    """
    told = [event(item) for item in items]
    heard = [n for n, item in enumerate(items) if _readable(item)]
    try:
        scores = tuned_scores(encoder(), [embedding_text(items[n]) for n in heard], KIND)
    except EmbedderMissing:
        return told
    for n, row in zip(heard, scores, strict=True):
        own = items[n].vendor is not None or publisher_of(items[n].source) is not None
        told[n] = settled(told[n], row, own=own)
        if told[n].type == "none" and is_named_alone(items[n]):
            told[n] = Event("launch", NAMED_ALONE)
    return told


def is_named_alone(item: Item) -> bool:
    """Whether the title is nothing but the name of an AI model of who posts it: that is how some announce one."""
    title = clean_title(item.title)
    company = company_of(item.vendor) or publisher_of(item.source)
    return company is not None and any(
        mention.entity_kind == "ai_model"
        and owner_of(mention) == company
        and (title[: mention.starts] + title[mention.ends :]).strip(" .!").lower() in ("", company)
        for mention in find(title, item.vendor or item.source)
    )


def settled(rule: Event, scores: Floats, *, own: bool = False) -> Event:
    """What is likeliest by the rules' word and the encoder's score of each of TYPES; `none` where nothing is likely.

    `own` = a company tells it itself: a business event by the rules stands.
    """
    if own and rule.type in BUSINESS:
        return rule
    said = np.array([rule.type == name for name in TYPES])
    odds = SHIFT + SLOPE * scores + said * (SAID_SHIFT + SAID_SLOPE * scores)
    chances = 1 / (1 + np.exp(-odds))
    likely = chances >= np.where(_BUSINESS & ~said, ALONE, LEAST)
    best = int((chances * likely).argmax())
    if not likely[best]:
        return rule if rule.type == "none" else Event("none", UNSURE_NONE)
    return Event(TYPES[best], round(float(chances[best]), 2))


def encoder(folder: Path | None = None) -> Tuned:
    """The encoder in a folder, the shipped one where none is named. Raises HeadMissing."""
    return _load((folder or Path(__file__).parent) / FILE)


def save_encoder(tuned: Tuned, folder: Path) -> Path:
    """Writes an encoder into a folder; returns its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / FILE
    np.savez_compressed(path, allow_pickle=False, tuned=flat(tuned).astype(np.float16))
    return path


@lru_cache(maxsize=2)
def _load(path: Path) -> Tuned:
    try:
        with np.load(path, allow_pickle=False) as stored:
            return from_flat(stored["tuned"].astype(np.float32))
    except (OSError, ValueError, KeyError) as error:
        raise HeadMissing(f"{path} can't be read ({error}). Restore it from the repository.") from error


def _readable(item: Item) -> bool:
    return language(f"{item.title}\n{item.text}") in (None, "en") and not headlines(item.title)
