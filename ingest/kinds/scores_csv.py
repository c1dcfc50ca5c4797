"""Benchmark results as comma-, semicolon- or tab-separated text with the usual header words."""

from __future__ import annotations

import csv
import re
from decimal import Decimal

from db.records import Score, Source
from ingest.errors import ParseError
from ingest.kinds.scores_rows import Results, cell, cost, count, day, number, variant_of
from ingest.text import one_line
from models.ai_models import tasks_of

_MOST_ROWS = 200_000
_WORDS = {
    "ai_model": "ai_model model model_name model_id model_version name system",
    "benchmark": "benchmark benchmark_name eval evaluation suite dataset task leaderboard",
    "value": "score value result accuracy resolved percent mean_score pass_rate_2 pass_rate pass_1",
    "unit": "unit score_unit metric units",
    "variant": "variant effort reasoning_effort thinking setting mode edit_format",
    "run_on": "run_date run_on date evaluated_on evaluated tested_on day",
    "cost": "cost cost_usd total_cost total_cost_usd usd price_usd run_cost",
    "cost_unit": "cost_unit cost_basis",
    "cost_per_task": "cost_per_task instance_cost usd_per_task",
    "input_tokens": "input_tokens prompt_tokens tokens_in total_input_tokens",
    "output_tokens": "output_tokens completion_tokens tokens_out total_output_tokens",
}
_PER_TASK = re.compile(r"\bper\s+(?:task|instance|problem|case|question|item)\b", re.IGNORECASE)


def matches(text: str) -> bool:
    """A header that names an AI model and a result."""
    head = _columns(text)
    return head is not None and "ai_model" in head[1] and "value" in head[1]


def read(text: str, source: Source, results: Results) -> None:
    """Every row of the table."""
    head = _columns(text)
    if head is None:
        raise ParseError("a table with a header", "none")
    mark, places = head
    try:
        for line, cells in enumerate(csv.reader(text.splitlines(), delimiter=mark), 1):
            if line == 1 or not any(cells):
                continue
            if line > _MOST_ROWS:
                results.problem(f"the table has more than {_MOST_ROWS} rows", "the rows after them")
                break
            row = {word: cells[place] for word, place in places.items() if place < len(cells)}
            _row(row, line, source, results)
    except csv.Error as error:
        raise ParseError("a table with separated cells", one_line(str(error), 160)) from error


def _columns(text: str) -> tuple[str, dict[str, int]] | None:
    """The separator, and which cell of a row means what."""
    first = text.split("\n", 1)[0][:10_000]
    mark = max(",;\t", key=first.count)
    if not first.count(mark):
        return None
    try:
        titles = next(csv.reader([first.rstrip("\r")], delimiter=mark), [])
    except csv.Error:
        return None
    named = [re.sub(r"[^a-z0-9]+", "_", title.lower()).strip("_") for title in titles]
    places = {}
    for word, spellings in _WORDS.items():
        place = next((named.index(spelling) for spelling in spellings.split() if spelling in named), None)
        if place is not None:
            places[word] = place
    return mark, places


def _row(row: dict[str, str], line: int, source: Source, results: Results) -> None:
    name, value = cell(row, "ai_model"), number(row.get("value"))
    if not name or value is None:
        results.problem("expected a row with an AI model and a score", f"line {line}: {name}")
        return
    written = row.get("run_on", "").strip()
    if written and day(written) is None:
        found = one_line(written, 40)
        results.problem(f"expected a date as year-month-day, found {found!r}", f"line {line}: {name}")
    benchmark = cell(row, "benchmark") or one_line(source.title or source.id, 120)
    results.add(
        Score(
            ai_model=name,
            benchmark=benchmark,
            value=value,
            unit=cell(row, "unit") or ("percent" if "%" in row.get("value", "") else "score"),
            variant=variant_of(name, cell(row, "variant") or None),
            run_on=day(written),
            cost_usd=_whole_run(row, benchmark),
            input_tokens=count(row.get("input_tokens")),
            output_tokens=count(row.get("output_tokens")),
        )
    )


def _whole_run(row: dict[str, str], benchmark: str) -> Decimal | None:
    """The cost of all tasks; one per task counts only where we know how many tasks there are."""
    said = cost(row.get("cost"))
    single = cost(row.get("cost_per_task"))
    if said is not None and _PER_TASK.search(row.get("cost_unit", "")):
        said, single = None, said
    tasks = tasks_of(benchmark)
    return said if said is not None or single is None or tasks is None else single * tasks
