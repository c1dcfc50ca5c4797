"""Leaderboards of SWE-bench: JSON with one list of results per board."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from db.records import Score
from ingest.kinds.scores_rows import Results, cell, cost, day, number, variant_of
from models.ai_models import Identity, resolve, tasks_of

_TAG = "Model:"


def matches(data: object) -> bool:
    """Boards with a name and results."""
    boards = data.get("leaderboards") if isinstance(data, dict) else None
    return isinstance(boards, list) and any(
        isinstance(board, dict) and isinstance(board.get("results"), list) for board in boards
    )


def read(data: dict[str, Any], results: Results) -> None:
    """Every result of every board."""
    for board in data["leaderboards"]:
        listed = board.get("results") if isinstance(board, dict) else None
        if not isinstance(listed, list):
            results.problem("expected a board with results", str(board)[:80])
            continue
        benchmark = f"swe-bench-{cell(board, 'name') or 'unnamed'}"
        for row in listed:
            _result(row if isinstance(row, dict) else {}, benchmark, results)


def _result(row: dict[str, Any], benchmark: str, results: Results) -> None:
    entry, value = cell(row, "name"), number(row.get("resolved"))
    if not entry or value is None:
        results.problem("expected a result with name and resolved share", f"{benchmark} {entry}")
        return
    name, system = _ai_model(entry, row.get("tags"))
    results.add(
        Score(
            ai_model=name,
            benchmark=benchmark,
            value=value,
            unit="percent resolved",
            variant=variant_of(entry, system),
            run_on=day(row.get("date")),
            cost_usd=_whole_run(row, benchmark),
        )
    )


def _ai_model(entry: str, tags: object) -> tuple[str, str | None]:
    """The entry's own name; where that names a system only, its one tagged AI model and the system."""
    if isinstance(resolve(None, entry), Identity):
        return entry, None
    listed = [tag for tag in tags if isinstance(tag, str)] if isinstance(tags, list) else []
    named = [tag.removeprefix(_TAG).strip() for tag in listed if tag.startswith(_TAG)]
    if len(named) != 1 or not isinstance(resolve(None, named[0]), Identity):
        return entry, None
    return cell({"tag": named[0]}, "tag"), f"in {entry.replace(',', ' ')}"


def _whole_run(row: dict[str, Any], benchmark: str) -> Decimal | None:
    """The cost of all tasks: as printed, else per task times the tasks."""
    whole, single, tasks = cost(row.get("cost")), cost(row.get("instance_cost")), tasks_of(benchmark)
    return whole if whole is not None or single is None or tasks is None else single * tasks
