"""What a larger encoder says of labelled texts and of their parts: the tuned encoder learns from that too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.embedder_batches import Floats
from models.items import Item

BELIEVED = 0.5  # of what is to be learned is the larger encoder's word, the rest the label's
PART_SHARE = 0.6  # of a whole text's weight
FEWEST_WORDS = 12  # of a body that says something without its title
TURN_WORDS = 70  # from which on a turn is cut in two
SHORTEST = 12  # characters of a part
_SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class Taught:
    """Chances a theme: `chances` of the labelled texts, `further` of parts of them, `of` the places of their wholes."""

    chances: Floats
    texts: tuple[str, ...]
    of: NDArray[np.intp]
    further: Floats


def parts_of(items: Sequence[Item]) -> tuple[list[Item], NDArray[np.intp]]:
    """Titles and bodies alone, and the halves of long turns, each once; and the place of the item each is of."""
    found: dict[str, tuple[Item, int]] = {}
    for place, item in enumerate(items):
        for title, text in _parts(item.title or "", item.text or ""):
            said = re.sub(r"\W+", "", f"{title}{text}".lower())[:200]
            if len(said) >= SHORTEST:
                found.setdefault(said, (replace(item, title=title, text=text), place))
    return [item for item, _ in found.values()], np.array([place for _, place in found.values()], dtype=np.intp)


def _parts(title: str, text: str) -> list[tuple[str, str]]:
    words = len(text.split())
    if title:
        return [(title, ""), ("", text)] if words >= FEWEST_WORDS else []
    told = _SENTENCE.split(text)
    middle = len(told) // 2
    return [("", " ".join(told[:middle])), ("", " ".join(told[middle:]))] if words >= TURN_WORDS and middle else []


def mixed(taught: Taught, marks: Floats, weight: Floats) -> tuple[Floats, Floats]:
    """What is to be learned of the labelled texts and then of the parts, 0 to 1 a theme; and the weight of each."""
    told = (1 - BELIEVED) * marks + BELIEVED * taught.chances
    loud = np.concatenate([weight, PART_SHARE * weight[taught.of]])
    return np.vstack([told, taught.further]).astype(np.float32), loud.astype(np.float32)
