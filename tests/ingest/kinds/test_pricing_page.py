"""The price page reader against the shared truth, in exactness, and on documents that are no price page."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

import pytest

from db.records import Document, PricePoint, Source
from ingest.errors import EmptyParse, ParseError
from ingest.kinds.pricing_page import parse
from tests.bench import price_pages

AT = datetime(2026, 11, 1, tzinfo=timezone.utc)
TABLE = "Prices per 1M tokens.\n\n| Model | Input | Output |\n|---|---|---|\n"


def read(text: str | bytes, vendor: str = "acme") -> list[PricePoint]:
    body = text if isinstance(text, bytes) else text.encode()
    return parse(Source("s", vendor, "pricing_page", "S", "test", 3600), Document("s", body, AT))


@pytest.mark.shared
@pytest.mark.skipif(not price_pages.PRICING.exists(), reason="the shared price pages are not here")
def test_shared_pages_are_read_without_a_wrong_row():
    scores = [price_pages.score(page, wanted) for page, wanted in price_pages.truth().items()]
    assert [score.wrong for score in scores if score.wrong] == []
    assert {score.page: round(score.recall, 3) for score in scores if score.recall < 0.95} == {}
    right, total = sum(len(s.right) for s in scores), sum(len(s.truth) for s in scores)
    assert right / total >= 0.99


@pytest.mark.shared
@pytest.mark.skipif(not price_pages.PRICING.exists(), reason="the shared price pages are not here")
def test_shared_prices_per_million_tokens_are_exact():
    wanted = price_pages.dollars()
    checked = 0
    for page in {page for page, _ in wanted}:
        for point in price_pages.records(page):
            expected = wanted.get((page, price_pages.key_of(point)))
            if expected is not None:
                checked += 1
                assert point.usd_per_mtok == expected, point
    assert checked > 1_400


def test_sixty_rows_take_a_fraction_of_a_second():
    rows = "".join(f"| nimbus-{n} | $1.{n:02} | $2.{n:02} |\n" for n in range(60))
    fastest = min(timed(TABLE + rows) for _ in range(3))
    assert fastest < 0.3


def timed(text: str) -> float:
    started = datetime.now()
    assert len(read(text)) == 120
    return (datetime.now() - started).total_seconds()


def test_amounts_are_the_printed_digits():
    point = read(TABLE + "| nimbus-1 | $0.10 | $0.30 |\n")[0]
    assert str(point.amount) == "0.10"
    assert point.usd_per_mtok == Decimal("0.1")
    assert "$0.10" in point.quote
    assert "nimbus-1" in point.quote


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("$3.00¹", "3.00"),
        ("$3.00<sup>1</sup>", "3.00"),
        ("$3.00 [1]", "3.00"),
        ("$3.00^1", "3.00"),
        (r"\$3.00", "3.00"),
        ("~~$4.00~~ $3.00", "3.00"),
        ("US$1,200", "1200"),
        ("$.30", ".30"),
        ("Free", "0"),
    ],
)
def test_a_cell_gives_its_one_amount(cell, amount):
    points = [point for point in read(TABLE + f"| nimbus-1 | {cell} | $9 |\n") if point.unit == "input"]
    assert [(point.amount, point.status) for point in points] == [(Decimal(amount), "accepted")]


@pytest.mark.parametrize("cell", ["Contact us", "-", "N/A", "Not available", "—", "", "Variable", r"\\"])
def test_a_cell_without_a_price_gives_no_row(cell):
    assert {point.unit for point in read(TABLE + f"| nimbus-1 | {cell} | $9 |\n")} == {"output"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "an empty document"),
        ("# Pricing\n\nSoon.", "no price"),
        ("# Limits\n\n| Model | RPM | TPM |\n|---|---|---|\n| nimbus-1 | 500 | 30,000 |\n", "no price"),
        ("<html><body><h1>Are you a robot?</h1></body></html>", "robots"),
        ('<html><body><div id="root"></div><script src="a.js"></script></body></html>', "script"),
        ("# Plans\n\n| Plan | Price |\n|---|---|\n| Team | $25 / month |\n", "no price"),
    ],
)
def test_a_page_without_prices_says_what_it_has(text, word):
    with pytest.raises(EmptyParse) as raised:
        read(text)
    assert word in raised.value.found
    assert "table of prices" in raised.value.expected


@pytest.mark.parametrize(
    "body",
    [
        TABLE.encode() + b"| nimbus-1 | $1 | $2 |\n" * 400_000,
        TABLE.encode() + b"| nimbus-1 | $1 | $2 |\n" * 20_000,
        b"<html>" + b"<div>" * 200_000,
        b"<html><table>" + b"<tr><td colspan=99999 rowspan=99999>$1</td></tr>" * 5_000,
    ],
    ids=["10 MB", "long table", "tower of tags", "wide spans"],
)
def test_an_outsized_page_is_refused(body):
    with pytest.raises(ParseError) as raised:
        read(body)
    assert "at most" in raised.value.expected


def test_yuan_and_yen_are_told_apart_or_held_back():
    text = TABLE + "| nimbus-1 | ¥1 | ¥2 |\n"
    assert {point.currency for point in read(text, vendor="kimi")} == {"CNY"}
    assert {(point.status, point.currency) for point in read(text)} == {("quarantined", None)}


def test_contradicting_rows_are_both_held_back():
    points = read(TABLE + "| nimbus-1 | $1 | $2 |\n| nimbus-1 | $3 | $2 |\n")
    assert {(point.unit, point.status) for point in points} == {
        ("input", "quarantined"),
        ("output", "accepted"),
    }
    assert "different prices" in next(point.reason for point in points if point.reason)


def test_tabs_that_do_not_match_the_lists_are_held_back():
    lists = "Paid Tier, per 1M tokens in USD\n\nInput price\n\n$1.10\n\nOutput price\n\n$9.00\n\n"
    text = f"# Prices\n\n## Zephyr 2.5\n\nStandardBatch\n\n{lists}"
    assert {point.status for point in read(text)} == {"quarantined"}
    assert "2 tabs" in read(text)[0].reason
