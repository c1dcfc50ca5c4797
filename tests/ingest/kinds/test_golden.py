"""Every saved document gives exactly the records that were reviewed for it."""

from __future__ import annotations

import json

import pytest

from tests.ingest.kinds import golden


@pytest.mark.parametrize("case", golden.cases(), ids=lambda case: case.stem)
def test_the_records_are_the_reviewed_ones(case):
    wanted = golden.expected_path(case).read_text("utf-8").splitlines()
    assert [json.loads(line) for line in golden.outcome(case)] == [json.loads(line) for line in wanted]


@pytest.mark.parametrize("case", golden.cases(), ids=lambda case: case.stem)
def test_a_second_reading_gives_the_same(case):
    assert golden.outcome(case) == golden.outcome(case)
