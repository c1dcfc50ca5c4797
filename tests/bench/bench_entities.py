"""How right the company of a text is on labelled turns, headlines and posts, in two readings, and how fast.

Run `python tests/bench/bench_entities.py [-v]`; it needs the shared data beside the project. `-v` prints what is wrong.
"""

from __future__ import annotations

import json
import re
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT)]

from models.entities import Mention, find, title_of  # noqa: E402
from models.entity_subject import main_company, publisher_of  # noqa: E402

LABELS = ROOT.parent / "shared/data/labels"
KINDS = {"transcript": "turns", "headline": "headlines", "feed": "posts", "enriched": "posts, enriched"}
Row = dict[str, str]


def labelled() -> list[Row]:
    lines = [line for name in ("eval_dev", "eval_dev_extra") for line in (LABELS / f"{name}.jsonl").open()]
    return [row for row in map(json.loads, lines) if row["kind"] in KINDS]


def read(row: Row) -> tuple[str, int, list[Mention]]:
    """Text as `python -m models tag` sees it, length of its title, mentions."""
    turn = row["kind"] == "transcript"
    title = "" if turn else row.get("title") or row["text"]
    text = f"{title}\n{row['text'] if turn else row.get('description') or ''}"
    return text, len(title), find(text, row["source"])


def wanted(row: Row) -> set[str]:
    return {word.strip() for word in re.split(r"[;()]", row["company"] or "")} - {""}


def told_first(row: Row) -> set[str]:
    """Reading one: the company that `tag` prints as vendor."""
    text, title, mentions = read(row)
    company = main_company(publisher_of(row["source"]), mentions, len(text), text, title)
    return {title_of(company)} if company else set()


def told_any(row: Row) -> set[str]:
    """Reading two: all companies among the entities that `tag` prints."""
    return {title_of(mention.entity_id) for mention in read(row)[2] if mention.entity_kind == "company"}


def show(rows: list[Row], verbose: bool) -> None:
    for kind, name in KINDS.items():
        for reading, told in (("vendor", told_first), ("entities", told_any)):
            right = wrong = missed = 0
            for row in (row for row in rows if row["kind"] == kind):
                want, have = wanted(row), told(row)
                right += bool(want & have)
                wrong += bool(have) and not want & have
                missed += bool(want) and not want & have
                if verbose and have != want and not want & have:
                    print(f"  {row['id']} wants {sorted(want)}, told {sorted(have)}: {row['text'][:300]!r}")
            precision, recall = right / max(1, right + wrong), right / max(1, right + missed)
            print(
                f"{name}, {reading}: P {precision:.3f} R {recall:.3f} ({right} right, {wrong} wrong, {missed} missed)"
            )


def speed(rows: list[Row]) -> None:
    texts = [f"{row.get('title') or ''}\n{row['text']}" for row in rows]
    best = float("inf")
    for _ in range(5):
        started = time.perf_counter()
        for text in texts:
            find(text)
        best = min(best, time.perf_counter() - started)
    print(f"find: {len(texts) / best:,.0f} items a second ({sum(map(len, texts)) / best / 1e6:.1f} MB/s)")


if __name__ == "__main__":
    everything = labelled()
    show(everything, "-v" in sys.argv)
    speed(everything)
