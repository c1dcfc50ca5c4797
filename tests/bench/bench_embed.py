"""Embedding speed against sentence-transformers defaults, in turns in one process: run as a script."""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path

os.environ.setdefault("HF_HUB_OFFLINE", "1")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402
from sentence_transformers import SentenceTransformer  # noqa: E402

from models.embedder import embed, weights_folder  # noqa: E402

LABELS = ROOT.parent / "shared" / "data" / "labels"
ROUNDS = 5


def samples() -> dict[str, list[str]]:
    rows = [json.loads(line) for name in ("eval_dev", "eval_dev_extra", "stories_dev", "moves_dev")
            for line in (LABELS / f"{name}.jsonl").read_text().splitlines()]  # fmt: skip
    titles = list(dict.fromkeys(row["title"] for row in rows if row["title"]))
    entries = list(dict.fromkeys(row["text"] for row in rows if 30 < len(row["text"].split()) < 150))
    return {"titles": titles[:400], "entries": entries[:150]}


def overlap(one: np.ndarray, other: np.ndarray) -> float:
    """Share of the ten nearest neighbours that both agree on."""
    near = []
    for rows in (one, other):
        close = rows @ rows.T
        np.fill_diagonal(close, -1)
        near.append(np.argsort(-close, axis=1)[:, :10])
    return float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(*near, strict=True)]))


def main() -> None:
    peer = SentenceTransformer(str(weights_folder()), device="cpu")
    for name, texts in samples().items():
        known = peer.encode(texts, normalize_embeddings=True)
        ours = embed(texts)
        ratios, rates = [], []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            peer.encode(texts)
            middle = time.perf_counter()
            embed(texts)
            end = time.perf_counter()
            ratios.append((middle - start) / (end - middle))
            rates.append(len(texts) / (end - middle))
        print(
            f"{name}: {len(texts)} texts, {statistics.median(ratios):.2f}x (rounds {min(ratios):.2f} to "
            f"{max(ratios):.2f}), {statistics.median(rates):.0f}/s, cosine min {(known * ours).sum(1).min():.5f}, "
            f"top-10 overlap {overlap(known, ours):.4f}"
        )


if __name__ == "__main__":
    main()
