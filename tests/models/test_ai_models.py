"""Identity of AI models: one id for every spelling, none for what is not sure; lines and facts."""

from __future__ import annotations

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ai_models import (
    Identity,
    Refusal,
    facts,
    identify,
    line_of,
    price_id,
    resolve,
    split_variant,
    successors,
    tasks_of,
    vendor_id,
)
from models.ai_models_table import table

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside the project")


@pytest.mark.parametrize(
    ("alias", "at", "target", "variant"),
    [
        ("deepseek-chat", date(2024, 12, 25), "deepseek/deepseek-v2.5", None),
        ("deepseek-chat", date(2024, 12, 26), "deepseek/deepseek-v3", None),
        ("deepseek-chat", date(2025, 12, 20), "deepseek/deepseek-v3.2", None),
        ("deepseek-reasoner", date(2025, 6, 1), "deepseek/deepseek-r1", None),
        ("deepseek-reasoner", date(2025, 12, 20), "deepseek/deepseek-v3.2", "thinking"),
        ("mistral-small-latest", date(2025, 7, 1), "mistral/mistral-small-3.2", None),
        ("mistral-small-latest", date(2026, 3, 16), "mistral/mistral-small-4", None),
    ],
)
def test_a_moving_alias_means_what_it_pointed_to_that_day(alias, at, target, variant):
    found = identify(alias.partition("-")[0], alias, at)
    assert (found.ai_model_id, found.alias, found.variant) == (target, alias, variant)


@pytest.mark.parametrize("at", [None, date(2023, 1, 1), date(2030, 1, 1)])
def test_a_moving_alias_is_not_guessed_beyond_the_known_days(at):
    assert isinstance(resolve("deepseek", "deepseek-chat", at), Refusal)
    assert price_id("deepseek", "deepseek-chat", at) == "deepseek/deepseek-chat"


def test_every_target_of_a_moving_alias_is_an_id_of_its_vendor():
    for (vendor, name), moving in table().moving.items():
        for since, target in moving.points:
            found = identify(vendor, name, since)
            assert found.ai_model_id == f"{vendor}/{target}" or identify(vendor, target) is not None


def test_a_host_is_not_the_maker():
    found = identify("aws", "eu.anthropic.claude-opus-4-1-20250805-v1:0")
    assert (found.ai_model_id, found.host) == ("anthropic/claude-opus-4.1", "amazon")
    assert identify("anthropic", "claude-opus-4-1").host is None


@pytest.mark.parametrize(
    ("vendor", "name", "kept"),
    [
        ("openai", "gpt-5-mini-2025-08-07", "openai/gpt-5-mini"),
        ("amazon", "us.anthropic.claude-sonnet-4-6", "amazon/anthropic.claude-sonnet-4-6"),
        ("amazon", "amazon.nova-lite-v1:0", "amazon/nova-lite"),
        ("openrouter", "openai/o3", "openrouter/openai-o3"),
        ("venice", "GPT-5.4 Mini (Beta)", "venice/gpt-5.4-mini"),
        ("venice", "Lustify v8", "venice/lustify-v8"),
        ("amazon", "Command R+", "amazon/command-r-plus"),
        ("openai", "???", "openai/unnamed"),
    ],
)
def test_a_price_is_kept_under_its_offer(vendor, name, kept):
    assert price_id(vendor, name) == kept


def test_context_length_in_an_id_is_a_band_not_another_ai_model():
    assert identify("google", "gemini-2.5-pro-200k").ai_model_id == "google/gemini-2.5-pro"
    assert identify("openai", "gpt-4-32k").ai_model_id == "openai/gpt-4-32k"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Sonnet 9 (high)", ("Sonnet 9", "high")),
        ("Sonnet 9 (2026-01-02)", ("Sonnet 9 (2026-01-02)", None)),
        ("Sonnet 9 (Beta)", ("Sonnet 9", None)),
        ("Sonnet 9 (16k think), no tools", ("Sonnet 9", "thinking 16k, no tools")),
        ("Sonnet 9", ("Sonnet 9", None)),
    ],
)
def test_a_variant_is_split_from_any_name(text, parts):
    assert split_variant(text) == parts


@pytest.mark.parametrize(
    ("written", "ours"),
    [
        ("Amazon Bedrock", "amazon"),
        ("x-ai", "xai"),
        ("Mistral AI", "mistral"),
        ("zhipuai", "zhipu"),
        ("vertex_ai", "google"),
        ("Some New Lab", "some-new-lab"),
        ("!!", "unknown"),
    ],
)
def test_vendors_have_one_id(written, ours):
    assert vendor_id(written) == ours


@pytest.mark.parametrize(
    ("ai_model_id", "line"),
    [
        ("openai/gpt-5.4-mini", "openai mini"),
        ("openai/gpt-5-nano", "openai nano"),
        ("openai/gpt-5", "openai flagship"),
        ("anthropic/claude-3-opus", "anthropic opus"),
        ("anthropic/claude-opus-4.6", "anthropic opus"),
        ("anthropic/claude-3.5-haiku", "anthropic haiku"),
        ("google/gemini-2.5-flash-lite", "google flash-lite"),
        ("google/gemini-3-pro-preview", "google pro"),
        ("mistral/mistral-small-3.2", "mistral small"),
        ("xai/grok-4", "xai grok"),
        ("xai/grok-4.1-fast", "xai grok fast"),
        ("deepseek/deepseek-v3.2", "deepseek chat"),
        ("deepseek/deepseek-r1", "deepseek reasoner"),
        ("meta/llama-4-scout", "meta llama scout"),
        ("openai/gpt-4-32k", None),
        ("openai/whisper", None),
        ("amazon/anthropic.claude-opus-4-6-v1", None),
        ("google/claude-opus-4-6", None),
    ],
)
def test_a_line_is_read_from_the_name(ai_model_id, line):
    found = line_of(ai_model_id)
    assert (found.line if found else None) == line


def pairs(*members):
    return {(step.from_id.partition("/")[2], step.to_id.partition("/")[2]) for step in successors(members)}


def test_the_next_nano_and_mini_are_successors():
    names = ["gpt-4.1-mini", "gpt-5.4-nano", "gpt-5-nano", "gpt-5.4-mini", "gpt-5-mini", "gpt-5.1-codex-mini"]
    steps = pairs(*((f"openai/{name}", None) for name in names))
    assert steps == {
        ("gpt-4.1-mini", "gpt-5-mini"),
        ("gpt-5-mini", "gpt-5.4-mini"),
        ("gpt-5-nano", "gpt-5.4-nano"),
    }


def test_release_dates_order_a_line_where_all_are_known():
    early, late = ("xai/grok-5", date(2026, 2, 1)), ("xai/grok-4.9", date(2026, 5, 1))
    assert pairs(early, late) == {("grok-5", "grok-4.9")}
    assert pairs(early, ("xai/grok-4.9", None)) == {("grok-4.9", "grok-5")}


def test_a_preview_gives_way_to_its_final_release():
    names = ["google/gemini-2.0-flash", "google/gemini-2.5-flash-preview", "google/gemini-2.5-flash"]
    assert pairs(*((name, None) for name in names)) == {("gemini-2.0-flash", "gemini-2.5-flash")}
    assert pairs((names[0], None), (names[1], None)) == {("gemini-2.0-flash", "gemini-2.5-flash-preview")}


def test_a_version_that_is_a_month_comes_before_a_numbered_one():
    assert pairs(("mistral/mistral-ocr-4.0", None), ("mistral/mistral-ocr-2512", None)) == {
        ("mistral-ocr-2512", "mistral-ocr-4.0")
    }


@pytest.mark.parametrize(
    ("benchmark", "tasks"),
    [
        ("aider-polyglot_leaderboard", 225),
        ("swe-bench-Verified", 500),
        ("SWE-bench Lite", 300),
        ("reef", None),
    ],
)
def test_the_tasks_of_a_benchmark(benchmark, tasks):
    assert tasks_of(benchmark) == tasks


CATALOGUE = {
    "openai": {
        "models": {
            "gpt-9-mini": {
                "name": "GPT-9 mini (latest)",
                "release_date": "2026-03-17",
                "open_weights": False,
                "limit": {"context": 400000},
                "modalities": {"input": ["text", "image"], "output": ["text"]},
            },
            "gpt-9-mini-2026-03-01": {"name": "dated", "release_date": "2026-03-01"},
            "gpt-9": {
                "release_date": "2026-04",
                "limit": {"context": 0},
                "open_weights": "no",
                "modalities": "text",
            },
        }
    },
    "groq": {"models": {"openai/gpt-oss-20b": {"name": "GPT OSS 20B", "release_date": "2025-08-05"}}},
    "odd": {"models": [1]},
    "worse": 7,
}


def test_facts_come_from_the_makers_own_entries_and_unknown_is_null():
    large, mini = facts(json.dumps(CATALOGUE).encode())
    assert (mini.ai_model_id, mini.name, mini.released_at) == (
        "openai/gpt-9-mini",
        "GPT-9 mini",
        date(2026, 3, 1),
    )
    assert (mini.context_tokens, mini.open_weights) == (400000, False)
    assert (mini.modalities, mini.aliases) == ("text image -> text", ("gpt-9-mini-2026-03-01",))
    assert (large.released_at, large.context_tokens, large.open_weights, large.modalities) == (None,) * 4


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b"[" * 100_000, b"\xff"])
def test_facts_refuse_another_document(body):
    with pytest.raises(ValueError):
        facts(body)


@given(st.text(max_size=80), st.none() | st.text(max_size=12))
def test_no_name_crashes_it(name, vendor):
    found = resolve(vendor, name, date(2026, 1, 1))
    if isinstance(found, Identity):
        assert found.ai_model_id == f"{found.vendor}/{found.name}"
        assert identify(None, found.ai_model_id) is not None or vendor
    price_id(vendor or "someone", name)
    line_of(f"{vendor}/{name}")


@pytest.mark.shared
@needs_shared
def test_every_shared_result_is_joined_or_refused_and_none_of_these_is_wrong():
    with (SHARED / "benchmarks" / "scores.csv").open() as rows:
        rows = list(csv.DictReader(rows))
    found = [(row, resolve(None, row["model"], date.fromisoformat(row["run_date"]))) for row in rows]
    assert all(isinstance(one, Identity) or one.reason for _, one in found)
    makers = {
        "claude": "anthropic",
        "gpt": "openai",
        "gemini": "google",
        "deepseek": "deepseek",
        "qwen": "alibaba",
    }
    for row, one in found:
        if isinstance(one, Identity):
            said = {maker for word, maker in makers.items() if word in row["model"].lower()}
            assert not said or one.vendor in said, row["model"]
    alone = [one for row, one in found if row["benchmark"] == "swe-bench-bash-only"]
    assert all(isinstance(one, Identity) for one in alone)


@pytest.mark.shared
@needs_shared
def test_prices_of_one_source_never_collide_under_one_id():
    for name in ("models_dev", "llm_prices", "genai_prices"):
        kept: dict[tuple, set] = {}
        with (SHARED / "pricing" / "reference" / f"{name}.csv").open() as rows:
            for row in csv.DictReader(rows):
                at = date.fromisoformat(row["effective_from"] or row["date_seen"])
                band = (
                    row["model_id"].rpartition("-")[2] if row["model_id"].endswith(("128k", "200k")) else ""
                )
                key = (
                    price_id(row["vendor"], row["model_id"], at),
                    row["date_seen"],
                    row["unit"],
                    row["tier"],
                    row["effective_from"],
                    row["effective_to"],
                    band,
                    row["model_id"].partition(".")[0],
                )
                kept.setdefault(key, set()).add(Decimal(row["usd_per_mtok"]))
        collide = [key for key, amounts in kept.items() if len(amounts) > 1]
        assert len(collide) <= 0.01 * len(kept), collide[:5]
