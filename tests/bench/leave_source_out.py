"""What a source never seen in fitting costs: folds over groups against folds over sources, on the shipped rows.

Measured on the networks alone: to tune an encoder for each fold as well would take an hour.
"""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.evaluate import CUT  # noqa: E402
from models.fit import ALWAYS, FOLDS, by_network, held_out  # noqa: E402
from models.fit_rows import load_rows  # noqa: E402
from models.head import confidences, load_head  # noqa: E402
from models.head_lens import weighed  # noqa: E402
from models.network import inputs  # noqa: E402


def micro_f1(given: np.ndarray, marks: np.ndarray) -> float:
    return 2 * (given & marks).sum() / (given.sum() + marks.sum())


def main() -> None:
    head = load_head(ROOT / "models")
    rows = load_rows(ROOT / "models", head.shape)
    source = np.array([group.split(" ")[0] for group in rows.groups])
    real = source != ""
    marks = rows.marks > 0.5
    axes = head.network.words
    seen = inputs(rows.dense, weighed(rows.words, head.idf), rows.sense, head.shape, axes)
    for name, keys in (("source seen", rows.groups), ("source never seen", source)):
        part = np.array(
            [
                zlib.crc32(key.encode()) % FOLDS if known else ALWAYS
                for key, known in zip(keys, real, strict=True)
            ]
        )
        raw = held_out(
            rows,
            part,
            lambda chosen, out: by_network(rows, seen, axes, chosen, out),
        )
        given = confidences(head.calibration, raw) >= CUT
        print(f"{name}: micro F1 {micro_f1(given[real], marks[real]):.3f} over {real.sum()} rows")


if __name__ == "__main__":
    main()
