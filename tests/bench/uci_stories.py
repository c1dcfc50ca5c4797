"""How right stories are on a part of the UCI News Aggregator, beside average link over vectors and TF-IDF.

Run `python tests/bench/uci_stories.py uci-news-aggregator.csv [--rows 6000]`; the file is not ours to ship. It has the
columns ID, TITLE, URL, PUBLISHER, CATEGORY, STORY, HOSTNAME, TIMESTAMP (https://archive.ics.uci.edu/dataset/359/news+aggregator).
"""

from __future__ import annotations

import argparse
import csv
import itertools
import sys
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests/models")]

from test_story_sets import bcubed  # noqa: E402

from models.embedder import embed  # noqa: E402
from models.items import Item, embedding_text  # noqa: E402
from models.stories import group_items  # noqa: E402

LEAST = 5  # items of a story
DRAWS, DRAWN = 8, 42  # parts of so many stories each
APART = 0.85  # the distance at which average link is known to be best


def read(path: Path, rows: int) -> tuple[list[Item], list[str]]:
    """The first rows as items, and the story of each."""
    with path.open(encoding="utf-8", newline="") as lines:
        found = list(itertools.islice(csv.DictReader(lines), rows))
    sizes = Counter(row["STORY"] for row in found)
    kept = [row for row in found if sizes[row["STORY"]] >= LEAST]
    items = [
        Item(f"{number:06d}", row["TITLE"], "", row["PUBLISHER"], None, _day(row["TIMESTAMP"]))
        for number, row in enumerate(kept)
    ]
    return items, [row["STORY"] for row in kept]


def _day(stamp: str) -> date:
    return datetime.fromtimestamp(int(stamp) / 1000, UTC).date()


def average_link(titles: list[str], vectors: np.ndarray) -> list[int]:
    """The clusters of average link over the mean of cosines of vectors and of TF-IDF."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from sklearn.feature_extraction.text import TfidfVectorizer

    words = TfidfVectorizer(sublinear_tf=True, stop_words="english").fit_transform(titles)
    apart = 1 - (vectors @ vectors.T + (words @ words.T).toarray()) / 2
    pairs = np.clip(apart[np.triu_indices(len(titles), 1)], 0, None)
    return list(fcluster(linkage(pairs, "average"), APART, "distance"))


def main() -> None:
    """Prints the mean B-cubed F1 over parts of 42 stories, ids in the file's order and by chance."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--rows", type=int, default=6000)
    asked = parser.parse_args()
    items, truth = read(asked.file, asked.rows)
    vectors = np.asarray(embed([embedding_text(item) for item in items]))
    stories = sorted(set(truth))
    print(f"{len(items)} headlines, {len(stories)} stories")
    found: dict[str, list[float]] = {"ours": [], "ours, ids by chance": [], "average link": []}
    for draw in range(DRAWS):
        chance = np.random.default_rng(draw)
        drawn = set(chance.permutation(stories)[:DRAWN])
        places = [place for place, story in enumerate(truth) if story in drawn]
        wanted, part = [truth[place] for place in places], [items[place] for place in places]
        mixed = [
            replace(item, id=f"{n:06d}") for item, n in zip(part, chance.permutation(len(part)), strict=True)
        ]
        found["ours"].append(bcubed(wanted, group_items(part, vectors[places])))
        found["ours, ids by chance"].append(bcubed(wanted, group_items(mixed, vectors[places])))
        found["average link"].append(
            bcubed(wanted, average_link([item.title for item in part], vectors[places]))
        )
    for name, figures in found.items():
        print(f"{name}: B-cubed F1 {np.mean(figures):.3f} ({min(figures):.3f} to {max(figures):.3f})")


if __name__ == "__main__":
    main()
