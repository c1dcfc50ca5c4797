"""Precision and recall of the price page reader per shared page: `-m tests.bench.price_pages [-v] [WORD]`."""

from __future__ import annotations

import csv
import re
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

from db.records import Document, PricePoint, Source
from ingest.errors import SourceError
from ingest.kinds.pricing_page import parse

PRICING = Path(__file__).resolve().parents[3] / "shared" / "data" / "pricing"


@dataclass
class Score:
    """One page: keys of the truth, right and wrong accepted rows, rows outside the scope, seconds."""

    page: str
    truth: Counter = field(default_factory=Counter)
    right: Counter = field(default_factory=Counter)
    wrong: list = field(default_factory=list)
    outside: list = field(default_factory=list)
    quarantined: list = field(default_factory=list)
    seconds: float = 0.0

    @property
    def precision(self) -> float:
        taken = sum(self.right.values()) + len(self.wrong)
        return sum(self.right.values()) / taken if taken else 1.0

    @property
    def recall(self) -> float:
        return sum(self.right.values()) / max(sum(self.truth.values()), 1)


def edges(tier: str) -> tuple[str, int | None, str | None]:
    """(tier, context_over, variant) of a packed tier of the truth."""
    kept, over, variant = [], None, None
    for part in tier.split("+"):
        head, _, tail = part.partition(":")
        if head in ("long_context", "context"):
            edge = re.match(r">?(<=)?(\d+)(k?)", tail)
            if not edge.group(1):
                over = int(edge.group(2)) * (1000 if edge.group(3) else 1)
        elif tail:
            variant = tail
        elif part != "standard":
            kept.append(part)
    return "+".join(sorted(kept)) or "standard", over, variant


def truth() -> dict[str, Counter]:
    """Keys of the truth per file."""
    found: dict[str, Counter] = {}
    with (PRICING / "truth.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            found.setdefault(row["file"], Counter())[key_of_row(row)] = 1
    return found


def key_of_row(row: dict[str, str]) -> tuple:
    tier, over, variant = edges(row["tier"])
    return (
        row["ai_model"], row["unit"], tier, over, variant, row["currency"], row["per"],
        Decimal(row["amount"]).normalize(), row["effective_from"] or None,
    )  # fmt: skip


def key_of(point: PricePoint) -> tuple:
    tier = "+".join(sorted(point.tier.split("+")))
    return (
        point.ai_model, point.unit, tier, point.context_over, point.variant, point.currency, point.per,
        point.amount.normalize(), point.effective_from and point.effective_from.isoformat(),
    )  # fmt: skip


def dollars() -> dict[tuple[str, tuple], Decimal | None]:
    """What a million tokens costs in dollars by page and key, as the truth has it."""
    found = {}
    with (PRICING / "truth.csv").open(encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            if row["usd_per_mtok"]:
                found[row["file"], key_of_row(row)] = Decimal(row["usd_per_mtok"])
    return found


def records(page: str) -> list[PricePoint]:
    """The accepted rows of one page."""
    path = PRICING / page
    source = Source(path.parent.name, path.parent.name, "pricing_page", page, "", 3600)
    document = Document(source.id, path.read_bytes(), datetime(2026, 11, 1, tzinfo=timezone.utc))
    try:
        return [point for point in parse(source, document) if isinstance(point, PricePoint)]
    except SourceError:
        return []


def score(page: str, wanted: Counter) -> Score:
    """One page against its truth; rows of AI models that the truth does not hold lie outside its scope."""
    result = Score(page, wanted)
    started = time.perf_counter()
    points = records(page)
    result.seconds = time.perf_counter() - started
    models = {key[0] for key in wanted}
    for point in points:
        key = key_of(point)
        if point.status != "accepted":
            result.quarantined.append(point)
        elif key in wanted:
            result.right[key] = 1
        elif point.ai_model in models:
            result.wrong.append(key)
        else:
            result.outside.append(key)
    return result


def main(arguments: list[str]) -> int:
    """Prints one line a page, and with -v what was missed, wrong, outside or held back."""
    words = [word for word in arguments if word != "-v"]
    pages = [(page, wanted) for page, wanted in truth().items() if not words or any(w in page for w in words)]
    results = [score(page, wanted) for page, wanted in pages]
    for result in results:
        print(
            f"{result.page:38} P {result.precision:.3f} R {result.recall:.3f} right {len(result.right):4} "
            f"wrong {len(result.wrong):3} outside {len(result.outside):3} "
            f"quarantined {len(result.quarantined):3} {result.seconds:.3f} s"
        )
        if "-v" in arguments:
            details(result)
    right, wrong = sum(len(r.right) for r in results), sum(len(r.wrong) for r in results)
    total = sum(len(r.truth) for r in results)
    print(f"all: precision {right / max(right + wrong, 1):.4f} recall {right / max(total, 1):.4f} of {total}")
    return 0


def details(result: Score) -> None:
    """The rows of one page that are not simply right."""
    missed = list(result.truth - result.right)
    for title, keys in (("missed", missed), ("wrong", result.wrong), ("outside", result.outside)):
        for key in keys[:40]:
            print("   ", title, *map(str, key))
    for point in result.quarantined[:40]:
        print(
            "    quarantined", point.ai_model, point.unit, point.tier, point.amount, point.per, point.reason
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
