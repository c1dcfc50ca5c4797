"""SQL by name: the statements beside the migrations and views, read once."""

from __future__ import annotations

from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def statement(name: str) -> str:
    """The text of `db/statements/<name>.sql`. Raises FileNotFoundError for an unknown name."""
    return (HERE / "statements" / f"{name}.sql").read_text(encoding="utf-8")
