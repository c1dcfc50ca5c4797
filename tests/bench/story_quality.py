"""How right stories are on the labelled weeks and pairs, with vectors and by words alone.

Run `python tests/bench/story_quality.py`; it needs the shared data beside the project.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/models")]

from test_story_sets import FEEDS, LABELS, bcubed  # noqa: E402

from models.embedder import embed  # noqa: E402
from models.items import Item, embedding_text  # noqa: E402
from models.stories import group_items  # noqa: E402

Group = Callable[[list[Item]], list[str]]


def by_meaning(items: list[Item]) -> list[str]:
    """Stories with vectors."""
    return group_items(items, np.asarray(embed([embedding_text(item) for item in items])))


def rows(name: str) -> list[dict[str, Any]]:
    with (LABELS / name).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def told(right: int, wrong: int, missed: int) -> str:
    """Precision, recall and F1."""
    precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
    return f"P {precision:.2f} R {recall:.2f} F1 {2 * right / max(1, 2 * right + wrong + missed):.2f}"


def count(pairs: list[tuple[bool, bool]]) -> str:
    """Figures of (is the same, was told the same)."""
    return told(pairs.count((True, True)), pairs.count((False, True)), pairs.count((True, False)))


def weeks(group: Group) -> None:
    """The weeks, all items in one call."""
    labelled = rows("stories_dev.jsonl")
    items = [
        Item(
            r["week"] + r["id"],
            r["title"],
            r["text"],
            r["source"],
            r["vendor"],
            date.fromisoformat(r["date"]),
        )
        for r in labelled
    ]
    stories = group(items)
    truth = [(r["week"], r["story"]) for r in labelled]
    seen = [(r["week"], story) for r, story in zip(labelled, stories, strict=True)]
    pairs = [
        (truth[a] == truth[b], seen[a] == seen[b])
        for a, b in itertools.combinations(range(len(items)), 2)
        if labelled[a]["week"] == labelled[b]["week"]
    ]
    print(f"  weeks: B-cubed F1 {bcubed(truth, seen):.3f}, pairs {count(pairs)}")


def pairs_alone(group: Group) -> None:
    """Each labelled pair in a call of its own."""
    found: list[tuple[bool, bool]] = []
    unlike: list[tuple[bool, bool]] = []
    for row in rows("pairs_dev.jsonl"):
        pair = []
        for key in ("a", "b"):
            source, day, title = row[key].split(" ", 2)
            pair.append(Item(key, title, "", source, FEEDS.get(source), date.fromisoformat(day)))
        one, two = group(pair)
        found.append((row["y"] == 1, one == two))
        if not row["exact"]:
            unlike.append(found[-1])
    print(f"  pairs: {count(found)}; without identical titles {count(unlike)}")


if __name__ == "__main__":
    for name, way in (("with vectors", by_meaning), ("by words alone", group_items)):
        print(name)
        weeks(way)
        pairs_alone(way)
