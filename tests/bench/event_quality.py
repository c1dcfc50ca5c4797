"""Precision and recall of events by type and file of labels, with every business event that was told wrongly.

python tests/bench/label_texts.py > texts.jsonl
python tests/bench/event_quality.py texts.jsonl [labels.jsonl ...]
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.evaluate import Counted  # noqa: E402
from models.event_encoder import events  # noqa: E402
from models.events import BUSINESS, TYPES  # noqa: E402
from models.labelled import NOT_SCORED, Labelled, read_labelled, read_texts  # noqa: E402

LABELS = ROOT / "models" / "labels"
Pair = tuple[str, str]


def main() -> None:
    texts = read_texts([Path(sys.argv[1])])
    given = [Path(name) for name in sys.argv[2:]] or sorted(LABELS.glob("*.jsonl"))
    files = [path for path in given if not path.name.startswith("held_out") or sys.argv[2:]]
    for path in files:
        rows = [one for one in read_labelled(path, texts) if one.event not in (None, NOT_SCORED)]
        found = [one.type for one in events([row.item for row in rows])]
        told = Counter((str(one.event), got) for one, got in zip(rows, found, strict=True))
        print(f"\n{path.name}: {len(rows)} items")
        for name in TYPES:
            _show(name, _counted(told, (name,)))
        _show("business events", _counted(told, BUSINESS))
        _wrong(rows, found)


def _counted(told: Counter[Pair], names: tuple[str, ...]) -> Counted:
    right = sum(n for (want, got), n in told.items() if want == got and want in names)
    wrong = sum(n for (want, got), n in told.items() if want != got and got in names)
    missed = sum(n for (want, got), n in told.items() if want != got and want in names)
    return Counted(right, wrong, missed)


def _show(name: str, counted: Counted) -> None:
    if counted.f1 is not None:
        row = counted.row()
        print(f"  {name:26} P {row['precision']}  R {row['recall']}  n {row['support']}")


def _wrong(rows: list[Labelled], found: list[str]) -> None:
    for one, got in zip(rows, found, strict=True):
        if got in BUSINESS and got != one.event:
            print(f"    {got} for {one.event}: {one.item.title[:90]}")


if __name__ == "__main__":
    main()
