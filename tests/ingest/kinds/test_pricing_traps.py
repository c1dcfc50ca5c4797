"""Each trap of price pages has a page of our own that a naive reader gets wrong and this one gets right."""

from __future__ import annotations

import json
import re

import pytest

from db.records import PricePoint
from ingest.kinds.pricing_page import parse
from tests.ingest.kinds import golden

TRAPS = {
    1: "openai-2026-03-02-tabs.md",
    2: "openai-2026-03-02-modalities.md",
    3: "bedrock-2026-02-10-thousand.md",
    4: "anthropic-2026-02-18-cache.md",
    5: "kimi-2026-02-11-aliases.md",
    6: "google-2026-01-20-flattened.md",
    7: "mixed-2026-04-01-pieces.md",
    8: "deepseek-2026-02-01-yuan.md",
    9: "minimax-2026-01-15-escapes.md",
    10: "anthropic-2026-07-10-dated.html",
    11: "deepseek-2026-03-01-hours.html",
    12: "mistral-2026-02-26-euro.md",
    13: "anthropic-2026-02-18-cache.md",
    14: "azure-2026-05-05-regions.html",
    15: "xai-2026-03-15-limits.md",
    16: "groq-2026-03-15-context.html",
    17: "venice-2026-06-12-reseller.md",
    18: "openai-2026-03-20-cards.txt",
}
KINDS = ("cached", "output", "input")


def naive(text: str) -> set[tuple[str, str, str]]:
    """Header words, the first number of a cell, later tables overwrite: what one writes first."""
    found: dict[tuple[str, str], str] = {}
    header: list[str] = []
    for line in re.sub(r"</t[dh]>", "|", re.sub(r"<tr>", "\n", text)).splitlines():
        cells = [re.sub(r"<[^>]*>|[*`\\]", "", cell).strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) < 2 or set("".join(cells)) <= set("-: "):
            continue
        if not any("$" in cell or "€" in cell or "元" in cell for cell in cells):
            header = [cell.lower() for cell in cells]
            continue
        for word, cell in zip(header, cells, strict=False):
            kind = next((kind for kind in KINDS if kind in word), None)
            number = re.search(r"\d+(?:\.\d+)?", cell)
            if kind and number:
                found[cells[0], kind] = number.group()
    return {(name, kind, amount) for (name, kind), amount in found.items()}


def accepted(case: str) -> list[PricePoint]:
    source, document = golden.opened(golden.CASES / f"pricing_page-{case}")
    return [p for p in parse(source, document) if isinstance(p, PricePoint) and p.status == "accepted"]


@pytest.mark.parametrize(("trap", "case"), TRAPS.items())
def test_a_naive_reader_falls_into_the_trap_and_ours_does_not(trap, case):
    path = golden.CASES / f"pricing_page-{case}"
    reviewed = [json.loads(line) for line in golden.expected_path(path).read_text("utf-8").splitlines()]
    wanted = [row for row in reviewed if row["status"] == "accepted"]
    points = accepted(case)
    assert [(p.ai_model, p.unit, p.tier, str(p.amount)) for p in points] == [
        (row["ai_model"], row["unit"], row["tier"], row["amount"]) for row in wanted
    ]
    read = naive(path.read_text("utf-8"))
    plain = {(p.ai_model, p.unit.removesuffix("_input"), str(p.amount)) for p in points}
    assert read != plain
    assert len(points) >= 3


def test_the_batch_tab_that_stands_first_is_not_a_price_cut():
    prices = {(p.ai_model, p.unit, p.tier): str(p.amount) for p in accepted(TRAPS[1])}
    assert prices["nimbus-3", "input", "standard"] == "1.80"
    assert prices["nimbus-3", "input", "batch"] == "0.90"


def test_dated_prices_carry_their_days():
    prices = {
        (p.ai_model, p.unit, str(p.effective_from), str(p.effective_to)): str(p.amount)
        for p in accepted(TRAPS[10])
    }
    assert prices["Altus Vers 5", "input", "None", "2026-08-31"] == "2"
    assert prices["Altus Vers 5", "input", "2026-09-01", "None"] == "3"
    assert prices["Altus Haik 5", "output", "2027-01-01", "None"] == "4.50"


def test_off_peak_hours_are_a_tier():
    tiers = {
        p.tier: str(p.amount) for p in accepted(TRAPS[11]) if (p.ai_model, p.unit) == ("abyss-chat", "output")
    }
    assert tiers == {"standard": "1.10", "off_peak": "0.550"}


def test_a_price_per_thousand_is_not_one_per_million():
    point = next(p for p in accepted(TRAPS[3]) if (p.ai_model, p.unit) == ("Cirrus Micro", "cached_input"))
    assert (point.per, str(point.amount), str(point.usd_per_mtok)) == ("1K tokens", "0.00000875", "0.00875")
