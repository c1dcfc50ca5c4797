"""Price catalogues: exact numbers, every shape, and broken or hostile ones refused as a whole."""

from __future__ import annotations

import csv
import json
from collections import Counter
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Document, PricePoint, Problem, Source, to_json
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds.price_catalogue import bundled_prices, parse
from models.ai_models import price_id, vendor_id

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside the project")
SOURCE = Source(
    "catalogue", "various", "price_catalogue", "Catalogue", "MIT", 86400, url="https://c.example/p.json"
)
SEEN = datetime(2026, 5, 1, 12, tzinfo=timezone.utc)


def read(data):
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    return parse(SOURCE, Document(SOURCE.id, body, SEEN))


def prices(data):
    return [record for record in read(data) if isinstance(record, PricePoint)]


def models_dev(cost, entry_id="m-1", name="M 1", provider="openai"):
    return {provider: {"id": provider, "models": {entry_id: {"id": entry_id, "name": name, "cost": cost}}}}


def test_a_number_is_exact_from_its_text():
    body = b'{"openai": {"models": {"m-1": {"cost": {"input": 0.1234567890123456789, "output": 2.50}}}}}'
    first, second = prices(body)
    assert first.usd_per_mtok == Decimal("0.1234567890123456789")
    assert (second.usd_per_mtok, second.quote) == (Decimal("2.5"), "output: 2.50")
    assert to_json(second).count('"2.5"') == 2


def test_a_price_per_token_becomes_one_per_million_without_rounding():
    (row,) = prices(b'{"m-1": {"litellm_provider": "openai", "input_cost_per_token": 2.75e-07}}')
    assert (row.amount, row.per, row.usd_per_mtok) == (Decimal("0.000000275"), "token", Decimal("0.275"))


@pytest.mark.parametrize("number", [-1, True, "cheap", [1], {"a": 1}, 20000, 1e-17, "1" * 60, "NaN"])
def test_what_can_be_no_price_is_a_problem_and_the_rest_stays(number):
    records = read(models_dev({"input": number, "output": 3}))
    assert [type(record) for record in records] == [Problem, PricePoint]
    assert "expected a price" in records[0].message


def test_nan_and_infinity_are_no_prices():
    body = b'{"openai": {"models": {"m": {"cost": {"input": NaN, "output": Infinity, "cache_read": 1}}}}}'
    assert Counter(type(record) for record in read(body)) == {Problem: 2, PricePoint: 1}


def test_zero_is_believed_only_where_the_word_free_stands():
    (silent,) = prices(models_dev({"input": 0}))
    (said,) = prices(models_dev({"input": 0}, "m-1:free"))
    assert (silent.status, said.status) == ("quarantined", "accepted")
    assert silent.reason and said.variant == "free"


def test_null_and_absent_prices_give_no_row():
    assert [row.unit for row in prices(models_dev({"input": None, "output": 2}))] == ["output"]


def test_an_embedding_has_no_output_price():
    assert [row.unit for row in prices(models_dev({"input": 0.02, "output": 0}, "text-embed-9"))] == ["input"]


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("amazon-bedrock", "amazon"),
        ("azure", "microsoft"),
        ("x-ai", "xai"),
        ("moonshotai", "moonshot"),
        ("google-vertex", "google"),
        ("groq", "groq"),
        ("llama", "meta"),
        ("Brand New Host", "brand-new-host"),
    ],
)
def test_the_vendor_is_who_sends_the_bill(written, ours):
    (row,) = prices(models_dev({"input": 1}, provider=written))
    assert row.vendor == ours


@pytest.mark.parametrize(
    ("entry_id", "tier", "variant"),
    [
        ("openai/gpt-9:batch", "batch", None),
        ("gpt-9:thinking", "standard", "thinking"),
        ("us.anthropic.claude-9-v1:0", "standard", "us"),
        ("bedrock/eu-west-1/claude-9", "standard", "eu-west-1"),
    ],
)
def test_an_id_may_name_tier_region_or_variant(entry_id, tier, variant):
    (row,) = prices(models_dev({"input": 1}, entry_id))
    assert (row.ai_model, row.tier, row.variant) == (entry_id, tier, variant)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"  ",
        b"<html>Just a moment</html>",
        b"\xff\xfe\x00",
        b"[1, 2",
        b"[" * 100_000,
        b"null",
        b"[]",
        b"{}",
        b'{"a": 1}',
        b'{"models": []}',
        b"1" * 5000,
    ],
)
def test_another_document_is_refused(body):
    with pytest.raises(ParseError):
        read(body)


def test_a_catalogue_without_a_single_price_is_suspicious():
    with pytest.raises(EmptyParse):
        read({"prices": []})


def test_a_flood_of_problems_is_counted_not_kept():
    records = read({"prices": [{"id": "a", "vendor": "v", "input": 1}, *([5] * 900)]})
    problems = [record for record in records if isinstance(record, Problem)]
    assert len(problems) <= 202
    assert problems[-1].message.startswith("700 further")


def test_names_come_out_clean():
    (row,) = prices(models_dev({"input": 1}, "m\u202e<b>1</b>\x07", "n"))
    assert row.ai_model == "m1"


ODD = [
    None,
    True,
    0,
    -3,
    1e300,
    "",
    "x" * 300,
    [],
    {},
    [[]],
    [{}],
    {"a": 1},
    [None, 5],
    {"a": []},
    "2026-99-99",
]


def places(data, path=()):
    """Every place in a JSON document, as the keys that lead there."""
    yield path
    inner = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inner:
        yield from places(value, (*path, key))


def put(data, path, value):
    if not path:
        return value
    copied = dict(data) if isinstance(data, dict) else list(data)
    copied[path[0]] = put(data[path[0]], path[1:], value)
    return copied


@pytest.mark.parametrize(
    "layout", ["genai-prices", "models-dev", "llm-prices", "llm-prices-vendor", "litellm"]
)
def test_no_odd_value_anywhere_in_a_catalogue_crashes_it(layout):
    case = Path(__file__).parent / "cases" / f"price_catalogue-{layout}-2026-05-01.json"
    whole = json.loads(case.read_text("utf-8"))
    for path in places(whole):
        for odd in ODD:
            try:
                records = read(put(whole, path, odd))
            except SourceError:
                continue
            assert all(to_json(record) for record in records)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_never_crash_it(body):
    try:
        read(body)
    except SourceError:
        return


def test_the_bundled_catalogue_reads_without_a_problem_and_never_changes_by_itself():
    body = bundled_prices()
    assert body == bundled_prices()
    records = read(body)
    assert not [record for record in records if isinstance(record, Problem)]
    assert len(records) > 5000
    standard = {
        (row.ai_model, row.unit): row.usd_per_mtok
        for row in records
        if (row.vendor, row.tier, row.context_over, row.variant) == ("openai", "standard", None, None)
    }
    assert standard["gpt-5-mini", "input"] == Decimal("0.25")
    assert standard["gpt-5.4-mini", "output"] == Decimal("4.5")
    assert any(row.effective_from == date(2025, 6, 10) and row.ai_model == "o3" for row in records)


def test_one_offer_of_the_bundled_catalogue_has_one_price_at_a_time():
    kept: dict[tuple, set] = {}
    for row in read(bundled_prices()):
        key = (
            price_id(row.vendor, row.ai_model, row.effective_from),
            row.unit,
            row.per,
            row.tier,
            row.context_over,
            row.variant,
            row.effective_from,
        )
        kept.setdefault(key, set()).add(row.amount)
    assert sum(len(amounts) > 1 for amounts in kept.values()) <= 6


REFERENCES = [
    ("genai-prices/data.2025-09-01.json", "genai_prices", "2025-09-01"),
    ("genai-prices/data.2026-03-01.json", "genai_prices", "2026-02-26"),
    ("models.dev/api.2025-09-01.json", "models_dev", "2025-08-31"),
    ("models.dev/api.2026-03-01.json", "models_dev", "2026-03-01"),
    ("llm-prices/historical-v1.2026-03-01.json", "llm_prices", "2026-02-19"),
]


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(("path", "reference", "day"), REFERENCES)
def test_the_catalogues_agree_with_the_reference_rows_made_from_them(path, reference, day):
    found: dict[tuple, set] = {}
    for row in read((SHARED / "catalogues" / path).read_bytes()):
        if isinstance(row, PricePoint):
            offered = found.setdefault((row.vendor, row.ai_model, row.unit), set())
            offered.add((row.context_over, row.usd_per_mtok))
    missing = []
    with (SHARED / "pricing" / "reference" / f"{reference}.csv").open() as rows:
        for row in csv.DictReader(rows):
            if row["date_seen"] != day or (row["unit"] == "output" and "embed" in row["model_id"]):
                continue
            band = int(row["tier"].partition(">")[2] or 0) or None
            offered = found.get((vendor_id(row["vendor"]), row["model_id"], row["unit"]), set())
            wanted = Decimal(row["usd_per_mtok"])
            named_band = reference == "llm_prices" and {(128000, wanted), (200000, wanted)} & offered
            if (band, wanted) not in offered and not named_band:
                missing.append(row)
    assert not missing


@pytest.mark.shared
@needs_shared
def test_broken_json_retires_nothing():
    folder = SHARED / "pricing" / "reference" / "invalid_json"
    before, broken, after = sorted(folder.glob("*.json"))
    assert len(prices(before.read_bytes())) < len(prices(after.read_bytes()))
    with pytest.raises(ParseError):
        read(broken.read_bytes())
