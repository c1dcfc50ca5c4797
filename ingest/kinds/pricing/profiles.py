"""The word lists of profiles.toml by name."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    text = files("ingest.kinds.pricing").joinpath("profiles.toml").read_text(encoding="utf-8")
    return {name: frozenset(listed.split()) for name, listed in tomllib.loads(text).items()}


def word_list(name: str) -> frozenset[str]:
    """The words of one list."""
    return _lists()[name]
