"""Success rates from benchmark rows, and what can't be a workload or a link."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from models.workload import Workload, from_body, from_query, successes_of


def score(name, value, *, unit="percent resolved", variant=None, run_on="2026-02-01", source="bench"):
    return {
        "ai_model_id": name,
        "benchmark": "bench",
        "value": D(value),
        "unit": unit,
        "variant": variant,
        "run_on": run_on,
        "source_id": source,
    }


def test_a_benchmark_row_gives_the_success_rate():
    found, refused = successes_of(
        [score("a/1", "59.8"), score("a/2", "0.7", unit="share of tasks"), score(None, "90")], "bench"
    )
    assert (found["a/1"].rate, found["a/1"].basis, found["a/1"].run_on) == (
        D("0.598"),
        "benchmark",
        date(2026, 2, 1),
    )
    assert found["a/2"].rate == D("0.7")
    assert refused == {}


def test_several_efforts_need_a_choice():
    rows = [score("a/1", "81", variant="low"), score("a/1", "88", variant="high"), score("a/2", "70")]
    found, refused = successes_of(rows, "bench")
    assert list(found) == ["a/2"]
    assert "choose an effort" in refused["a/1"]
    found, refused = successes_of(rows, "bench", "high")
    assert (found["a/1"].rate, found["a/1"].variant) == (D("0.88"), "high")
    assert "effort high" in refused["a/2"]


def test_thinking_does_not_find_no_thinking():
    rows = [score("a/1", "60.4", variant="no thinking"), score("a/1", "64.9", variant="thinking 32k")]
    assert successes_of(rows, "bench", "thinking")[0]["a/1"].rate == D("0.649")
    assert successes_of(rows, "bench", "no thinking")[0]["a/1"].rate == D("0.604")


def test_the_newest_run_counts_and_doubt_is_refused():
    newer = [score("a/1", "50"), score("a/1", "60", run_on="2026-03-01")]
    assert successes_of(newer, "bench")[0]["a/1"].rate == D("0.6")
    differ = [score("a/1", "50"), score("a/1", "60", source="other")]
    assert "Different results" in successes_of(differ, "bench")[1]["a/1"]
    assert successes_of([score("a/1", "1320", unit="elo")], "bench")[1]["a/1"].startswith("The result is not")
    assert successes_of([score("a/1", "50")], "another") == ({}, {})


@pytest.mark.parametrize(
    "wrong",
    [
        {"requests": 0},
        {"input_tokens": -1},
        {"cached_share": D("1.1")},
        {"cached_share": D("NaN")},
        {"success_rate": D("-0.1")},
        {"period": "hour"},
        {"currency": "euro"},
        {"rate": D(0)},
        {"max_attempts": 0},
        {"name": "<b>x</b>"},
        {"tier": "Batch!"},
        {"ai_model_id": "../../x y"},
        {"against": ("a/b",) * 13},
        {"cached_share": D("0.6"), "cache_write_share": D("0.6")},
        {"input_tokens": 1.5},
        {"requests": True},
    ],
)
def test_nonsense_is_refused_in_words(wrong):
    with pytest.raises(ValueError, match=next(iter(wrong))):
        Workload(**wrong)


def test_a_bad_value_of_a_link_is_not_repeated_to_the_reader():
    work, sentences = from_query(
        {"w_in": "<script>", "w_out": "500", "vendor": "openai", "w_cached": "0.9", "w_written": "0.9"}
    )
    assert (work.input_tokens, work.output_tokens, work.cached_share, work.cache_write_share) == (
        3000,
        500,
        D("0.9"),
        D(0),
    )
    assert sentences[0] == "w_in in the link is not a whole number from 0 to 1,000,000,000; 3000 is used."
    assert "more than the whole input" in sentences[1]
    assert not any("script" in sentence for sentence in sentences)
    assert (
        from_body("{broken")[1]
        == from_body("[]")[1]
        == ["This saved workload can't be read; the default one is shown."]
    )
