"""Headlines of forty press stories, worded anew from choices, as many papers would tell them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from models.items import Item

WORDING = Path(__file__).with_name("press_stories.txt")
START = date(2014, 3, 1)
PAPERS = 150
_CHOICE = re.compile(r"\{([^{}]*)\}")


def headlines(
    seed: int = 1, mean: float = 56, days: float = 1.5, step: float = 1.0
) -> tuple[list[Item], list[int]]:
    """Items in the order of their day and the story of each; `step` below 1 brings the stories together."""
    rng = np.random.default_rng(seed)
    made: list[tuple[Item, int]] = []
    for story, (begins, lines) in enumerate(_stories()):
        wanted = max(2, int(rng.gamma(3.0, mean / 3.0)))
        told = dict.fromkeys(_worded(lines[int(rng.integers(len(lines)))], rng) for _ in range(wanted))
        for title in told:
            day = START + timedelta(days=int(begins * step) + int(min(rng.exponential(days), 12)))
            paper = f"paper{int(PAPERS * rng.power(0.6))}"
            made.append((Item("", title, "", paper, None, day), story))
    order = sorted(rng.permutation(len(made)), key=lambda place: made[place][0].date or START)
    items = [
        Item(f"p{number:05d}", one.title, "", one.source, None, one.date)
        for number, one in enumerate(made[place][0] for place in order)
    ]
    return items, [made[place][1] for place in order]


def _stories() -> list[tuple[int, list[str]]]:
    found: list[tuple[int, list[str]]] = []
    for line in WORDING.read_text(encoding="utf-8").splitlines():
        if line.startswith("="):
            found.append((int(line.split()[1]), []))
        elif line and not line.startswith("#"):
            found[-1][1].append(line)
    return found


def _worded(line: str, rng: np.random.Generator) -> str:
    chosen = _CHOICE.sub(lambda match: str(rng.choice(match[1].split("|"))), line)
    return " ".join(chosen.split()).replace(" ,", ",")
