"""How fast items are grouped: a batch in its window, growth with the archive, and average-link beside it.

Run `python tests/bench/bench_stories.py`; prints ratios measured side by side in one process.
"""

from __future__ import annotations

import sys
import time
from bisect import bisect_left
from collections import Counter
from datetime import date, timedelta
from pathlib import Path
from statistics import median

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.append(str(Path(__file__).parent))

from press_set import headlines  # noqa: E402

from ingest.grouping import MEMORY, WINDOW  # noqa: E402
from models.embedder import embed  # noqa: E402
from models.items import embedding_text  # noqa: E402
from models.stories import StoryItem, story_item, tell  # noqa: E402

PER_DAY = 200
BATCH = 200


def archive(count: int, seed: int = 7) -> tuple[list[StoryItem], list[int]]:
    """Items of known stories: mean size 3, alive about 3 days, vectors close to their story's."""
    rng = np.random.default_rng(seed)
    sizes = np.minimum(rng.zipf(1.9, count), 40)
    truth = np.repeat(np.arange(len(sizes)), sizes)[:count]
    centres = rng.normal(size=(int(truth.max()) + 1, 384)).astype(np.float32)
    born = np.sort(rng.uniform(0, count / PER_DAY, len(centres)))
    day = born[truth] + rng.exponential(1.0, count)
    vectors = centres[truth] + 0.6 * rng.normal(size=(count, 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    order = np.argsort(day)
    start = date(2020, 1, 1)
    items = [
        StoryItem(
            id=f"i{place:07d}",
            title=f"Report {place} on subject {truth[place]}",
            vector=vectors[place],
            date=start + timedelta(days=int(day[place])),
            source=f"paper{place % 60}",
        )
        for place in order
    ]
    return items, [int(truth[place]) for place in order]


def told_window(items: list[StoryItem], stories: dict[str, str], at: date | None) -> list[StoryItem]:
    """The items of the last days before `at` with their stories; all of them where `at` is null."""
    return [
        StoryItem(item.id, item.title, item.vector, item.date, source=item.source, story=stories[item.id])
        for item in items
        if at is None or (item.date is not None and item.date >= at - WINDOW)
    ]


def batch_seconds(items: list[StoryItem], truth: list[int], whole: bool) -> list[float]:
    """Seconds of the last batches, each against its window or against the whole archive."""
    stories = {item.id: f"s{story}" for item, story in zip(items, truth, strict=True)}
    seconds = []
    for step in range(5, 0, -1):
        cut = len(items) - step * BATCH
        new = items[cut : cut + BATCH]
        window = told_window(items[:cut], stories, None if whole else new[0].date)
        started = time.perf_counter()
        tell(new, window)
        seconds.append(time.perf_counter() - started)
    return seconds


def bcubed(truth: list[int], told: list[str]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1."""
    both = Counter(zip(truth, told, strict=True))
    gold, found = Counter(truth), Counter(told)
    precision = sum(n * n / found[t] for (_, t), n in both.items()) / len(truth)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def average_link_seconds(items: list[StoryItem]) -> float:
    """Average-link clustering of the same vectors: what a new item costs where all are grouped anew."""
    from scipy.cluster.hierarchy import fcluster, linkage

    matrix = np.stack([item.vector for item in items if item.vector is not None])
    started = time.perf_counter()
    fcluster(linkage(matrix, "average", metric="cosine"), 0.35, "distance")
    return time.perf_counter() - started


def fed(items: list[StoryItem], size: int) -> dict[str, str]:
    """The story of each after calls of `size` that see only what the collector shows them, carried out as it does."""
    stories: dict[str, str] = {}
    days = [item.date or date.min for item in items]
    for start in range(0, len(items), size):
        since = bisect_left(days, days[start] - WINDOW, hi=start)
        known = items[min(since, max(0, start - MEMORY)) : start]
        told = tell(items[start : start + size], told_window(known, stories, None))
        stories = {item: told.joined.get(story, story) for item, story in (stories | told.stories).items()}
    return stories


def incremental_against_batch(items: list[StoryItem], truth: list[int], size: int) -> str:
    """B-cubed F1 of calls of `size` and of one call."""
    steps, whole = fed(items, size), tell(items, []).stories
    found = [bcubed(truth, [told[item.id] for item in items])[2] for told in (steps, whole)]
    return f"{found[0]:.3f} against {found[1]:.3f}"


def press(mean: float, step: float) -> tuple[list[StoryItem], list[int]]:
    """Headlines of the press in the project's own words."""
    made, truth = headlines(seed=2, mean=mean, step=step)
    vectors = np.asarray(embed([embedding_text(item) for item in made]))
    return [story_item(item, vector) for item, vector in zip(made, vectors, strict=True)], truth


def main(counts: tuple[int, int] = (10_000, 100_000)) -> None:
    small, large = (archive(count) for count in counts)
    a, b = median(batch_seconds(*small, whole=False)), median(batch_seconds(*large, whole=False))
    print(f"a batch: archive {counts[0]} {1000 * a:.0f} ms, {counts[1]} {1000 * b:.0f} ms, x{b / a:.2f}")
    items, truth = archive(20_000)
    started = time.perf_counter()
    told = tell(items, []).stories
    ours = time.perf_counter() - started
    precision, recall, f1 = bcubed(truth, [told[item.id] for item in items])
    print(f"20,000 items: {ours:.2f} s, B-cubed {f1:.3f} ({precision:.3f}, {recall:.3f})")
    print(f"incremental against one call: {incremental_against_batch(items[:6000], truth[:6000], BATCH)}")
    for mean, pace in ((14.0, 1.0), (14.0, 0.2), (56.0, 1.0)):
        print(f"press, ten at a time against one call: {incremental_against_batch(*press(mean, pace), 10)}")
    step = median(batch_seconds(items, truth, whole=False))
    dense = median(batch_seconds(items, truth, whole=True))
    link = average_link_seconds(items)
    print(
        f"200 new items beside 20,000: {1000 * step:.0f} ms in their window, {1000 * dense:.0f} ms were all of it one "
        f"window; average-link anew: {link:.1f} s = x{link / step:.0f}, x{link / dense:.0f}"
    )


if __name__ == "__main__":
    main()
