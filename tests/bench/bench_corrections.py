"""What 25 corrections of one type of error do: to texts like them, to the other themes, and in how much time.

python tests/bench/bench_corrections.py [TEXTS]      TEXTS from tests/bench/label_texts.py adds the held-out labels
"""

from __future__ import annotations

import random
import sys
import time
import tomllib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.embedder import embed  # noqa: E402
from models.fit_rows import Rows, load_rows  # noqa: E402
from models.head import Head, load_head, sure  # noqa: E402
from models.head_features import Features, features_of  # noqa: E402
from models.headlines import headlines  # noqa: E402
from models.items import Item, embedding_text  # noqa: E402
from models.labelled import read_labelled, read_texts  # noqa: E402
from models.refit import Corrected, refit  # noqa: E402

CORRECTIONS = 25
TYPES = Path(__file__).with_name("correction_types.toml")
Texts = tuple[list[Item], np.ndarray, Features]


def texts_of(kind: dict, half: int, head: Head) -> Texts:
    """All texts of one half of the lists, in a fixed disorder; the halves share no phrase."""
    cut = len(kind["who"]) // 2
    part = slice(0, cut) if half == 0 else slice(cut, None)
    pairs = [f"{who} {what}" for who in kind["who"][part] for what in kind["what"][part]]
    random.Random(7).shuffle(pairs)
    items = [Item(f"{kind['name']} {half} {number}", title) for number, title in enumerate(pairs)]
    vectors = embed([embedding_text(item) for item in items])
    return items, vectors, features_of(items, vectors, head.shape, head.tuned)


def f1(given: np.ndarray, marks: np.ndarray) -> np.ndarray:
    return 2 * (given & marks).sum(axis=0) / np.maximum(given.sum(axis=0) + marks.sum(axis=0), 1)


def labelled_sets(head: Head, base: Rows, texts: Path | None) -> dict[str, tuple[Features, np.ndarray]]:
    """What no theme may lose on: the rows that the head was fitted to, and held-out labels where texts are given."""
    real = base.real()
    rows = Features(base.dense[real], base.words[real], base.sense[real], [], None, base.tuned[real])
    sets = {"shipped rows": (rows, base.marks[real] > 0.5)}
    if texts:
        found = read_labelled(ROOT / "models" / "labels" / "held_out.jsonl", read_texts([texts]))
        held = [one for one in found if not headlines(one.item.title)]
        vectors = embed([embedding_text(one.item) for one in held])
        marks = np.array([[theme in one.themes for theme in head.shape.themes] for one in held])
        items = [one.item for one in held]
        sets["held out"] = (features_of(items, vectors, head.shape, head.tuned), marks)
    return sets


def corrected_of(kind: dict, texts: Texts, wrong: np.ndarray) -> list[Corrected]:
    """What a reader makes of the wrong texts: the theme put right."""
    items, vectors, _ = texts
    was = tuple({*kind["themes"]} ^ {kind["theme"]})
    return [Corrected(items[row], vectors[row], tuple(kind["themes"]), was) for row in wrong]


def measure(kind: dict, head: Head, base: Rows, sets: dict[str, tuple[Features, np.ndarray]]) -> bool:
    """Prints the lines of one type; whether its bar holds, which asks for 25 errors that can be corrected."""
    column, floor = head.shape.themes.index(kind["theme"]), head.floors[kind["theme"]]
    want = kind["error"] == "missed"
    first, second = texts_of(kind, 0, head), texts_of(kind, 1, head)
    seen = sure(head, first[2])[:, column]
    errors = ((seen >= 0.5) != want).astype(int) + ((seen >= floor) != want)
    wrong = np.argsort(-errors, kind="stable")[: min(CORRECTIONS, int((errors > 0).sum()))]
    started = time.perf_counter()
    learned = refit(head, base, corrected_of(kind, first, wrong))
    took = time.perf_counter() - started
    cells, halved = [], True
    others = np.setdiff1d(np.arange(len(errors)), wrong)
    for name, features, rows in (("alike", first[2], others), ("other words", second[2], slice(None))):
        for cut, label in ((0.5, ""), (floor, " on screen")):
            before, after = (
                ((sure(one, features)[rows, column] >= cut) != want).sum() for one in (head, learned)
            )
            cells.append(f"{name}{label} {before} -> {after}")
            halved &= cut != 0.5 or after <= before / 2
    loss = 0.0
    for features, marks in sets.values():
        lost = f1(sure(head, features) >= 0.5, marks) - f1(sure(learned, features) >= 0.5, marks)
        cells.append(f"own theme {-lost[column]:+.3f}")
        loss = max(loss, float(np.delete(lost, column).max()))
    print(f"{kind['name']} ({kind['theme']} {kind['error']}, {len(wrong)} corrections)")
    print(
        f"    errors of {len(others)} and {len(second[0])}: {' | '.join(cells)} | others lose {loss:.3f} | {took:.2f} s"
    )
    return halved and loss <= 0.01 and len(wrong) == CORRECTIONS


def main() -> None:
    texts = Path(sys.argv[1]) if len(sys.argv) > 1 else None
    head = load_head(ROOT / "models")
    base = load_rows(ROOT / "models", head.shape)
    sets = labelled_sets(head, base, texts)
    kinds = tomllib.loads(TYPES.read_text(encoding="utf-8"))["type"]
    for fresh in (False, True):
        listed = [kind for kind in kinds if kind.get("fresh", False) == fresh]
        held = [measure(kind, head, base, sets) for kind in listed]
        what = "types never looked at while refitting was tuned" if fresh else "types that it was tuned on"
        print(f"=== the bar holds for {sum(held)} of {len(held)} {what} (own theme: {', then '.join(sets)})")
    started = time.perf_counter()
    rest = [one for kind in kinds for one in corrected_of(kind, texts_of(kind, 0, head), np.arange(25))]
    made = time.perf_counter()
    learned = refit(head, base, rest)
    took = time.perf_counter() - made
    print(
        f"all {len(rest)} corrections of all types at once: {took:.2f} s; texts read in {made - started:.2f} s"
    )
    for name, (features, marks) in sets.items():
        lost = f1(sure(head, features) >= 0.5, marks) - f1(sure(learned, features) >= 0.5, marks)
        print(f"    {name}: macro F1 {-lost.mean():+.3f}, worst theme {-lost.max():+.3f}")


if __name__ == "__main__":
    main()
