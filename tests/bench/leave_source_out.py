"""What a source never seen in fitting costs: folds over groups against folds over sources, on the shipped rows."""

from __future__ import annotations

import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.evaluate import CUT  # noqa: E402
from models.fit import ANCHORS, FOLDS, Rows, load_rows, weights_for  # noqa: E402
from models.head import confidences, load_head, scores  # noqa: E402
from models.head_features import Features  # noqa: E402
from models.head_lens import neighbours  # noqa: E402


def micro_f1(given: np.ndarray, marks: np.ndarray) -> float:
    return 2 * (given & marks).sum() / (given.sum() + marks.sum())


def held_out(rows: Rows, parts: np.ndarray) -> np.ndarray:
    """Scores of each row by weights that never saw its part; rows written for the project are always seen."""
    head = load_head(ROOT / "models")
    raw = np.full_like(rows.marks, -9)
    for part in sorted(set(parts) - {""}):
        out = np.flatnonzero(parts == part)
        weights = weights_for(rows, head.shape, head.lens, np.flatnonzero(parts != part), True)
        raw[out] = scores(
            weights,
            Features(rows.dense[out], rows.words[out], rows.sense[out], [], None),
            head.shape,
            head.lens,
        )
        drawn = sorted(range(len(rows.keys)), key=lambda row: zlib.crc32(rows.keys[row].encode()))[:ANCHORS]
        barred = np.broadcast_to(parts[drawn] == part, (len(out), len(drawn)))
        raw[out] += head.full.known * neighbours(rows.sense[out], head.lens.sense, head.lens.marks, barred)
    return raw


def main() -> None:
    rows = load_rows(ROOT / "models", load_head(ROOT / "models").shape)
    source = np.array([group.split(" ")[0] for group in rows.groups])
    real = source != ""
    marks = rows.marks > 0.5
    for name, keys in (("source seen", np.array(rows.groups)), ("source never seen", source)):
        parts = np.array([str(zlib.crc32(key.encode()) % FOLDS) for key in keys])
        parts[~real] = ""
        given = confidences(load_head(ROOT / "models").full, held_out(rows, parts)) >= CUT
        print(f"{name}: micro F1 {micro_f1(given[real], marks[real]):.3f} over {real.sum()} rows")


if __name__ == "__main__":
    main()
