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
            tier, over, variant = edges(row["tier"])
            key = (
                row["ai_model"], row["unit"], tier, over, variant, row["currency"], row["per"],
                Decimal(row["amount"]).normalize(), row["effective_from"] or None,
            )  # fmt: skip
            found.setdefault(row["file"], Counter())[key] = 1
    return found


def key_of(point: PricePoint) -> tuple:
    tier = "+".join(sorted(point.tier.split("+")))
    return (
        point.ai_model, point.unit, tier, point.context_over, point.variant, point.currency, point.per,
        point.amount.normalize(), point.effective_from and point.effective_from.isoformat(),
    )  # fmt: skip


def score(page: str, wanted: Counter) -> Score:
    """One page against its truth; a row of an AI model that the truth does not hold lies outside its scope."""
    result = Score(page, wanted)
    path = PRICING / page
    vendor = path.parent.name
    source = Source(vendor, vendor, "pricing_page", vendor, "", 3600)
    started = time.perf_counter()
    try:
        records = parse(
            source, Document(vendor, path.read_bytes(), datetime(2026, 11, 1, tzinfo=timezone.utc))
        )
    except SourceError as error:
        records = []
        print(page, error.sentence)
    result.seconds = time.perf_counter() - started
    models = {key[0] for key in wanted}
    for point in records:
        if not isinstance(point, PricePoint):
            continue
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
    """Prints one line a page, and with -v what was missed or wrong."""
    loud = "-v" in arguments
    words = [word for word in arguments if word != "-v"]
    results = [
        score(page, wanted) for page, wanted in truth().items() if not words or any(w in page for w in words)
    ]
    for result in results:
        print(
            f"{result.page:38} P {result.precision:.3f} R {result.recall:.3f} right {sum(result.right.values()):4} "
            f"wrong {len(result.wrong):3} outside {len(result.outside):3} quarantined {len(result.quarantined):3} "
            f"{result.seconds:.3f} s"
        )
        if loud:
            for title, keys in (
                ("missed", result.truth - result.right),
                ("WRONG", result.wrong),
                ("outside", result.outside),
            ):
                for key in list(keys)[:40]:
                    print("   ", title, *map(str, key))
            for point in result.quarantined[:40]:
                print(
                    "    quarantined",
                    point.ai_model,
                    point.unit,
                    point.tier,
                    point.amount,
                    point.per,
                    "|",
                    point.reason,
                    "|",
                    point.quote[:80],
                )
    right, wrong = sum(sum(r.right.values()) for r in results), sum(len(r.wrong) for r in results)
    total = sum(sum(r.truth.values()) for r in results)
    print(f"all: precision {right / max(right + wrong, 1):.4f} recall {right / max(total, 1):.4f} of {total}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
