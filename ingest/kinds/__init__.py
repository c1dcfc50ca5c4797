"""The table from a source's kind to its parser: explicit, no discovery."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from db.records import KINDS, Document, Record, Source

Parser = Callable[[Source, Document], list[Record]]


def parser(kind: str) -> Parser:
    """The pure function `parse(source, document) -> records` of one kind; imported late, as some are heavy.

    Raises KeyError for a kind that has no parser.
    """
    if kind not in KINDS:
        raise KeyError(kind)
    parse: Parser = import_module(f"ingest.kinds.{kind}").parse
    return parse
