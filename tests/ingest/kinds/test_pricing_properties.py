"""Whatever comes in, the price page reader ends in order and says no digit that its quote does not hold."""

from __future__ import annotations

import re
from datetime import datetime, timezone

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from db.records import Document, PricePoint, Source
from ingest.errors import SourceError
from ingest.kinds.pricing_page import parse
from tests.ingest.kinds import golden

AT = datetime(2026, 11, 1, tzinfo=timezone.utc)
PIECES = [
    "| Model | Input | Output |\n|---|---|---|\n", "| nimbus-1 | $1.00 | $2.00 / MTok |\n", "# Nimbus 3\n",
    "Prices per 1M tokens.\n\n", "Batch\n\n", "<table>", "<tr>", "<td rowspan=2>", "</td>", "</tr>",
    "</table>", "$0.20$0.50", "￥1.00", "0,25€", "百万tokens输入", "> 200K", "<= 200k tokens", "Free", "|",
    "until 2026-09-01", "\n", "\\", "**", "$1 / image", "per second", "[a](b)", "~~$3~~", "<sup>1</sup>",
    "\u202e", "\x00", "1K: $0.05, 2K: $0.09", "Input:",
]  # fmt: skip
CASES = [path.read_bytes() for path in golden.cases() if path.name.startswith("pricing_page-")]


def read(body: bytes) -> list[PricePoint]:
    source = Source("s", "acme", "pricing_page", "S", "test", 3600)
    try:
        return [point for point in parse(source, Document("s", body, AT)) if isinstance(point, PricePoint)]
    except SourceError:
        return []


def holds(point: PricePoint) -> None:
    assert point.status in ("accepted", "quarantined")
    assert (point.reason is None) == (point.status == "accepted")
    assert not re.search(r"</?(?:t[dr]|table|sup)\b|[\u202a-\u202e\x00]", f"{point.ai_model}{point.quote}")
    if point.status == "accepted":
        assert point.ai_model and point.per and point.currency and point.amount >= 0
        digits = re.sub(r"\D", "", str(point.amount)).strip("0")
        assert digits in re.sub(r"\D", "", point.quote)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=40))
@example(["<table>"] * 40)
def test_any_heap_of_pieces_ends_in_order(pieces):
    for point in read("".join(pieces).encode()):
        holds(point)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(CASES), st.integers(0, 3_000), st.integers(0, 200), st.sampled_from(PIECES))
def test_a_damaged_page_ends_in_order(body, start, length, piece):
    for point in read(body[:start] + piece.encode() + body[start + length :]):
        holds(point)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_end_in_order(body):
    for point in read(body):
        holds(point)
