"""Benchmark results: exact values, 0 as not measured, and one row per published result."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Document, Problem, Score, Source, to_json
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds.scores import parse

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "benchmarks"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not beside the project")
SEEN = datetime(2026, 5, 1, 12, tzinfo=timezone.utc)


def read(text, path="board.txt", title="A board"):
    source = Source("board", "various", "scores", title, "MIT", 86400, path=path)
    body = text if isinstance(text, bytes) else text.encode()
    return parse(source, Document(source.id, body, SEEN))


def scores(text, **named):
    return [record for record in read(text, **named) if isinstance(record, Score)]


def swe(**row):
    result = {"name": "GPT-9", "resolved": 50, "date": "2026-04-01", **row}
    return json.dumps({"leaderboards": [{"name": "Verified", "results": [result]}]})


def aider(**row):
    fields = {"model": "gpt-9", "pass_rate_1": "20", "date": "2026-04-01", **row}
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items()) + "\n"


def test_values_keep_every_printed_digit():
    (score,) = scores(aider(pass_rate_2="81.30", total_cost="0.10"))
    assert (str(score.value), str(score.cost_usd)) == ("81.30", "0.10")
    (score,) = scores(swe(cost=565.6352234999999))
    assert score.cost_usd == Decimal("565.6352234999999")


@pytest.mark.parametrize("printed", ["0", "0.0", "0.0000", "", "-", "n/a", "null"])
def test_a_cost_of_zero_was_not_measured(printed):
    (score,) = scores(f"model,score,cost\nGPT-9,50,{printed}\n")
    assert score.cost_usd is None


def test_the_second_attempt_counts_where_there_is_one():
    assert scores(aider(pass_rate_2="61"))[0].value == 61
    assert scores(aider())[0].value == 20


@pytest.mark.parametrize(
    ("row", "variant"),
    [
        ({"model": "gpt-9 (high)"}, "high"),
        ({"reasoning_effort": "low"}, "low"),
        ({"model": "claude-9-opus (no thinking)", "thinking_tokens": "0"}, "no thinking"),
        ({"thinking_tokens": "32000 # tokens"}, "thinking 32k"),
        ({"thinking_tokens": "0"}, "no thinking"),
        ({"edit_format": "diff", "reasoning_effort": "high"}, "high, diff"),
        ({}, None),
    ],
)
def test_effort_thinking_and_edit_format_are_the_variant(row, variant):
    assert scores(aider(**row))[0].variant == variant


def test_a_second_ai_model_beside_the_first_is_named():
    (score,) = scores(aider(model="DeepSeek R9", editor_model="claude-9-opus"))
    assert score.ai_model == "DeepSeek R9 + claude-9-opus"


@pytest.mark.parametrize(
    ("path", "tasks", "benchmark"),
    [
        ("a/polyglot_leaderboard.2026-05-01.yml", "1", "aider-polyglot_leaderboard"),
        ("board.yml", "225", "aider-polyglot_leaderboard"),
        ("board.yml", "89", "aider-refactor_leaderboard"),
        ("board.yml", "7", "aider-leaderboard"),
    ],
)
def test_the_board_is_named_by_its_file_or_its_tasks(path, tasks, benchmark):
    assert scores(aider(test_cases=tasks), path=path)[0].benchmark == benchmark


def test_a_cost_per_task_is_counted_up_only_where_the_tasks_are_known():
    assert scores(swe(instance_cost=0.25))[0].cost_usd == 125
    text = "model,benchmark,score,cost,cost_unit\nGPT-9,{},50,0.25,USD per task\n"
    assert scores(text.format("swe-bench-Lite"))[0].cost_usd == 75
    assert scores(text.format("reef-bench"))[0].cost_usd is None


def test_a_system_with_one_tagged_ai_model_is_a_result_of_that_model():
    (score,) = scores(swe(name="Harbour Coder", tags=["Model: gpt-9-2026-01-02", "Org: H"]))
    assert (score.ai_model, score.variant) == ("gpt-9-2026-01-02", "in Harbour Coder")
    (score,) = scores(swe(name="Harbour Coder", tags=["Model: gpt-9", "Model: claude-9-opus"]))
    assert (score.ai_model, score.variant) == ("Harbour Coder", None)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('Model;Result\nGPT-9;"61.5"\n', ("GPT-9", "61.5", "A board", "score")),
        ("name\tbenchmark\taccuracy\nGPT-9\treef\t61%\n", ("GPT-9", "61", "reef", "percent")),
        ("\ufeffAI model,Eval,Value,Unit\r\nGPT-9,reef,1034,Elo\r\n", ("GPT-9", "1034", "reef", "Elo")),
    ],
)
def test_a_table_is_read_by_its_header_words(text, wanted):
    (score,) = scores(text)
    assert (score.ai_model, str(score.value), score.benchmark, score.unit) == wanted


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2026-04-01", date(2026, 4, 1)),
        ("2026-04-01T09:00:00Z", date(2026, 4, 1)),
        ("2026-04", None),
        ("01/04/2026", None),
        ("2026-13-40", None),
    ],
)
def test_only_a_whole_date_is_a_date(cell, found):
    assert scores(f"model,score,date\nGPT-9,50,{cell}\n")[0].run_on == found


def test_a_bad_row_is_a_problem_and_the_others_stay():
    records = read("model,score,unit\nGPT-9,50,percent\nGPT-8,150,percent\n,3,percent\nGPT-7,good,percent\n")
    assert [type(record) for record in records] == [Score, Problem, Problem, Problem]


def test_the_same_row_twice_is_one_result():
    assert len(scores("model,score\nGPT-9,50\nGPT-9,50\n")) == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00\xff\xfe",
        b"<html>Just a moment</html>",
        b"{}",
        b"[1]",
        b'{"leaderboards": 3}',
        b"{" * 50_000,
        b"date,visitors\n2026-01-01,3\n",
        b"Only prose about models and scores.\n",
        b"- model: gpt-9\n  pass_rate_1: [\n",
        b"- a: &x [1]\n  model: *nothere\n  pass_rate_1: 3\n",
    ],
)
def test_another_document_is_refused(body):
    with pytest.raises(ParseError):
        read(body)


@pytest.mark.parametrize("text", ["model,score\n", swe(resolved=None), "- model: gpt-9\n  pass_rate_1:\n"])
def test_no_result_at_all_is_suspicious(text):
    with pytest.raises(EmptyParse):
        read(text)


def test_nested_yaml_does_not_exhaust_the_stack():
    with pytest.raises(ParseError):
        read("- model: gpt-9\n  pass_rate_1: " + "[" * 5_000)


@settings(max_examples=150, deadline=None)
@given(
    st.text(max_size=120)
    | st.builds("- model: {}\n  pass_rate_1: {}\n".format, st.text(max_size=20), st.text(max_size=20))
    | st.builds("model,score,date,cost\n{}\n".format, st.text(max_size=60))
)
def test_nothing_but_a_source_error_is_ever_raised(text):
    try:
        records = read(text.encode("utf-8", "ignore"))
    except SourceError:
        return
    assert all(to_json(record) for record in records)


@pytest.mark.shared
@needs_shared
def test_every_result_of_the_shared_table_is_read():
    with (SHARED / "scores.csv").open() as rows:
        names = ("model", "benchmark", "score", "run_date")
        wanted = {tuple(row[name] for name in names) for row in csv.DictReader(rows)}
    found = read((SHARED / "scores.csv").read_bytes())
    assert all(isinstance(record, Score) for record in found)
    assert {(one.ai_model, one.benchmark, str(one.value), str(one.run_on)) for one in found} == wanted


@pytest.mark.shared
@needs_shared
@pytest.mark.parametrize(
    ("path", "results", "costs", "tokens"),
    [
        ("aider/polyglot_leaderboard.2025-06-30.yml", 61, 43, 15),
        ("aider/refactor_leaderboard.2024-10-22.yml", 14, 12, 0),
        ("swe-bench/leaderboards.subset.json", 294, 42, 0),
    ],
)
def test_the_shared_boards_are_read_whole(path, results, costs, tokens):
    found = read((SHARED / path).read_bytes(), path=path)
    assert [
        len(found),
        sum(one.cost_usd is not None for one in found),
        sum(one.input_tokens is not None for one in found),
    ] == [results, costs, tokens]
