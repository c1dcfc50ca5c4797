"""Why a theme was put on a text: the words that decided, or the sentence of ours that it is closest to."""

from __future__ import annotations

import numpy as np

from models.head import Head
from models.head_features import Features, bucket, prototype_ranges, stem, words_of
from models.items import Item, body_of
from models.theme_rules import load_themes

CLOSE = 0.35  # cosine from which a prototype says something about a text
TELLING = 0.15  # share of the score from which a single word does


def reason(item: Item, theme: str, column: int, features: Features, row: int, head: Head) -> str:
    """One clause: a rule's span, else the strongest word, else the closest example."""
    found = [hit for hit in features.hits[row] if hit.rule.theme == theme and hit.rule.weight > 0]
    if found:
        best = max(found, key=lambda hit: hit.rule.weight)
        shift = max(item.text.find(body_of(item)), 0) if best.place == "text" else 0
        span = f"{best.starts + shift}–{best.ends + shift}"
        return f"{best.place} says “{best.words}” ({best.rule.name}, {span})"
    word = _telling_word(item, column, head)
    if word:
        return f"the word “{word}”, as in labelled examples"
    near = _closest(theme, features, row)
    if near:
        return near
    return "like labelled examples as a whole; no single word stands out"


def _telling_word(item: Item, column: int, head: Head) -> str | None:
    listed = [word for word in dict.fromkeys(words_of(item)) if len(word) > 3]
    if not listed:
        return None
    places = [bucket(stem(word)) for word in listed]
    worth = head.linear.words[column, places] * head.idf[places]
    best = int(np.argmax(worth))
    return listed[best] if worth[best] / max(np.linalg.norm(head.idf[places]), 1e-9) > TELLING else None


def _closest(theme: str, features: Features, row: int) -> str | None:
    if features.similar is None:
        return None
    themes = load_themes()
    place = next(number for number, one in enumerate(themes) if one.id == theme)
    start, stop = prototype_ranges()[place]
    best = int(np.argmax(features.similar[row, start:stop]))
    if not features.similar[row, start + best] >= CLOSE:  # a broken vector is close to nothing
        return None
    return f"close to our example “{themes[place].prototypes[best]}”"
