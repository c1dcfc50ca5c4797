"""What the theme head looks at in an item: rules, words, layout, vector; the same at fitting and at use."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.embedder import embed
from models.embedder_batches import Floats
from models.events import TYPES, event
from models.head_tuned import Tuned, tuned_scores
from models.items import Item, body_of, embedding_text, title_of
from models.theme_rules import Hit, Theme, all_rules, hits, load_themes, lower

BUCKETS = 8192  # of the hashed words: enough for a few thousand labelled items
MOST_WORDS = 400
SCORE_SHARE = 1 / 1.5  # a theme's summed rules against one rule, when rows are compared
_WORD = re.compile(r"[a-z][a-z0-9+#-]+")
_ENDING = re.compile(r"(?:ation|ment|ing|ion|al|ed|es|ly|er|s)s?$")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the features of one head are laid out; kept with its numbers so that both always fit."""

    rules: tuple[str, ...]
    themes: tuple[str, ...]

    def matched(self, dense: Floats) -> Floats:
        """The part of `dense` that tells which rules matched, and how strongly they speak for each theme."""
        rules, end = 2 * len(self.rules), 2 * len(self.rules) + len(self.themes)
        return np.hstack([dense[:, :rules], SCORE_SHARE * dense[:, rules:end]]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class Features:
    """One row an item: `dense` is rules, layout, event; `words` hashed words; `sense` the vector.

    `tuned` is what the tuned encoder says of each theme; null like the vector where there is no embedding.
    """

    dense: Floats
    words: Floats
    sense: Floats | None
    hits: list[list[Hit]]
    similar: Floats | None
    tuned: Floats | None = None


def shape_of(themes: Sequence[Theme]) -> Shape:
    """The layout for these themes and their rules. Who published a text is left out: it tells no new vendor."""
    names = tuple(f"{rule.theme}/{rule.name}" for rule in all_rules(tuple(themes)))
    return Shape(names, tuple(theme.id for theme in themes))


def features_of(
    items: Sequence[Item], vectors: Floats | None, shape: Shape, tuned: Tuned | None = None
) -> Features:
    """Features of the items; what rests on the embedding is null where no vectors are given."""
    themes = load_themes()
    found = [hits(title_of(item), body_of(item), themes) for item in items]
    dense = np.stack([_dense(item, row, themes, shape) for item, row in zip(items, found, strict=True)])
    words = np.stack([_words(item) for item in items])
    if vectors is None:
        return Features(dense, words, None, found, None)
    told = tuned_scores(tuned, [embedding_text(item) for item in items]) if tuned is not None else None
    return Features(dense, words, vectors.astype(np.float32), found, vectors @ prototypes().T, told)


@lru_cache(maxsize=1)
def prototypes() -> Floats:
    """Vectors of every prototype sentence, theme by theme in file order."""
    return embed([sentence for theme in load_themes() for sentence in theme.prototypes])


def prototype_ranges() -> list[tuple[int, int]]:
    """Where each theme's prototypes start and end among the rows of `prototypes`."""
    ends = np.cumsum([len(theme.prototypes) for theme in load_themes()])
    return [
        (int(end) - len(theme.prototypes), int(end)) for end, theme in zip(ends, load_themes(), strict=True)
    ]


def family(source: str | None) -> str:
    """The source's name without the episode or file that a transcript's source carries."""
    return (source or "").split("/")[0].split(":")[0].lower()


def words_of(item: Item) -> list[str]:
    """The words of an item in order, lower case."""
    return _WORD.findall(lower(f"{title_of(item)} . {body_of(item)}"))[:MOST_WORDS]


def stem(word: str) -> str:
    """A word without its ending, so that prices, priced and pricing are one."""
    return _ENDING.sub("", word) if len(word) > 5 else word.removesuffix("s")


def terms(item: Item) -> list[str]:
    """Stems and neighbouring pairs of an item, each once: repeating a word adds nothing."""
    stems = [stem(word) for word in words_of(item)]
    return list(
        dict.fromkeys([*stems, *(f"{one} {two}" for one, two in zip(stems, stems[1:], strict=False))])
    )


def bucket(term: str) -> int:
    """The column of a term; crc32, because Python's own hash differs from run to run."""
    return zlib.crc32(term.encode("utf-8")) % BUCKETS


def _words(item: Item) -> Floats:
    row = np.zeros(BUCKETS, dtype=np.float32)
    for term in terms(item):
        row[bucket(term)] = 1.0
    return row


def _dense(item: Item, found: Sequence[Hit], themes: Sequence[Theme], shape: Shape) -> Floats:
    place = {name: column for column, name in enumerate(shape.rules)}
    rules = np.zeros(2 * len(shape.rules), dtype=np.float32)
    scores = dict.fromkeys(shape.themes, 0.0)
    best: dict[str, float] = {}
    for hit in found:
        name = f"{hit.rule.theme}/{hit.rule.name}"
        if name not in place:
            continue
        rules[place[name] + (len(shape.rules) if hit.place == "text" else 0)] = 1.0
        worth = hit.rule.weight * (1.0 if hit.place == "title" or not item.title else 0.6)
        best[name] = max(best.get(name, -9.0), worth)
    for name, worth in best.items():
        scores[name.split("/")[0]] += worth
    title, body = title_of(item), body_of(item)
    layout = [
        float(not title),
        float(not body),
        float(len(body) > 400),
        min(len(title.split()), 20) / 20,
        float(title.istitle()),
        float(bool(re.match(r"how |why |what |when ", lower(title)))),
    ]
    told = event(item).type
    events = [float(told == name) for name in TYPES]
    return np.array([*rules, *scores.values(), *layout, *events], dtype=np.float32)
