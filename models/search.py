"""The meaning of a search: the vector of its words, where this machine can embed at once."""

from __future__ import annotations

from functools import lru_cache

from models import embedder
from models.embedder_batches import Floats

MOST_TEXT = 500


def query_vector(plain: str) -> Floats | None:
    """The unit vector of a search's words; null where there are none or the embedding is not ready here.

    Never exports: that takes torch and minutes, and a page has neither.
    """
    text = plain.strip()[:MOST_TEXT]
    if not text or not embedder.ready():
        return None
    return _embedded(text)


@lru_cache(maxsize=256)
def _embedded(text: str) -> Floats:
    """One answer is kept for each text: results while typing ask for the same words again and again."""
    vector: Floats = embedder.embed([text])[0]
    vector.setflags(write=False)
    return vector
