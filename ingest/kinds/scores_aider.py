"""Leaderboards of aider: a YAML list with one run per entry."""

from __future__ import annotations

import re
from typing import Any

import yaml

from db.records import Document, Score, Source
from ingest.errors import ParseError
from ingest.kinds.scores_rows import Results, cell, cost, count, day, number, variant_of
from ingest.text import one_line
from models.ai_models import budget_word

LONGEST = 1_000_000
_LIST = re.compile(r"\A(?:\s*(?:#[^\n]*)?\n|---\s*\n)*- *[\w-]+ *:")
_FILE = re.compile(r"(\w+_leaderboard)")
_BY_TASKS = {"225": "polyglot_leaderboard", "133": "edit_leaderboard", "89": "refactor_leaderboard"}


def matches(text: str) -> bool:
    """A YAML list of runs, each with the name of an AI model and a pass rate."""
    return bool(_LIST.match(text[:5_000])) and "model:" in text and "pass_rate_1:" in text


def read(text: str, source: Source, document: Document, results: Results) -> None:
    """Every run; values stay text until they are exact numbers."""
    if len(text) > LONGEST:
        raise ParseError(f"a leaderboard of at most {LONGEST} characters", str(len(text)))
    try:
        listed = yaml.load(text, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise ParseError("a leaderboard as YAML", one_line(str(error), 160)) from error
    rows = [row for row in listed if isinstance(row, dict)] if isinstance(listed, list) else []
    benchmark = _benchmark(source, document, rows)
    for position, row in enumerate(rows, 1):
        _run(row, position, benchmark, results)


def _benchmark(source: Source, document: Document, rows: list[dict[str, Any]]) -> str:
    """Named by the file, else by the number of its tasks."""
    for address in (document.url, source.url, source.path):
        if found := _FILE.search(address or ""):
            return f"aider-{found[1]}"
    tasks = [str(row.get("test_cases")) for row in rows]
    known = next((_BY_TASKS[number] for number in tasks if number in _BY_TASKS), "leaderboard")
    return f"aider-{known}"


def _run(row: dict[str, Any], position: int, benchmark: str, results: Results) -> None:
    name = cell(row, "model")
    value = number(row.get("pass_rate_2"))
    value = number(row.get("pass_rate_1")) if value is None else value
    if not name or value is None:
        results.problem("expected a run with model and pass rate", name or f"entry {position}")
        return
    editor = cell(row, "editor_model")
    both = name if not editor or "+" in name else f"{name} + {editor}"
    results.add(
        Score(
            ai_model=both,
            benchmark=benchmark,
            value=value,
            unit="percent passed",
            variant=variant_of(both, *_settings(row)),
            run_on=day(row.get("date")),
            cost_usd=cost(row.get("total_cost")),
            input_tokens=count(row.get("prompt_tokens")),
            output_tokens=count(row.get("completion_tokens")),
        )
    )


def _settings(row: dict[str, Any]) -> list[str | None]:
    """Effort, thinking budget and edit format of a run; a budget that the name states is not said twice."""
    budget = cell(row, "thinking_tokens")
    said = variant_of(cell(row, "model"))
    thinking = budget_word(budget) if re.fullmatch(r"\d{1,9}", budget) else None
    if said is not None and "thinking" in said:
        thinking = None
    return [cell(row, "reasoning_effort").lower() or None, thinking, cell(row, "edit_format")]
