"""Kind `usage`: rows of a plain CSV, with the header words that people use."""

from __future__ import annotations

from datetime import datetime, timezone
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import Document, Problem, Source, UsagePoint
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds.usage import parse

SOURCE = Source("downloads", "many", "usage", "Downloads", "CC BY 4.0", 86400, path="x.csv")
NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def read(body):
    return parse(SOURCE, Document("downloads", body if isinstance(body, bytes) else body.encode(), NOW))


def test_rows_become_points():
    found = read("runtime,metric,date,value\nClaude Code,weekly downloads,2026-05-25,\"1,200,000\"\nCodex,weekly downloads,,7\n")
    assert found == [
        UsagePoint("Claude Code", "weekly downloads", datetime(2026, 5, 25, tzinfo=timezone.utc), Decimal(1200000)),
        UsagePoint("Codex", "weekly downloads", NOW, Decimal(7)),
    ]


def test_a_row_without_a_number_is_a_problem_and_the_others_stay():
    found = read("name,stars\nGoose,many\nGoose,40\n")
    assert [type(record) for record in found] == [Problem, UsagePoint]


@pytest.mark.parametrize("body", ["", "a,b\n1,2\n", "<html><title>Sign in</title></html>"])
def test_what_is_no_usage_table_is_refused(body):
    with pytest.raises(ParseError):
        read(body)


def test_a_header_alone_is_empty():
    with pytest.raises(EmptyParse):
        read("runtime,value\n")


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_only_source_errors_are_raised(body):
    for text in (body, b"runtime,value\n" + body):
        try:
            assert read(text)
        except SourceError as error:
            assert error.sentence
