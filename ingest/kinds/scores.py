"""Published benchmark results: aider's YAML, SWE-bench's JSON, and plain tables of scores."""

from __future__ import annotations

from db.records import Document, Record, Score, Source
from ingest.errors import EmptyParse, ParseError
from ingest.kinds import scores_aider, scores_csv, scores_swe_bench
from ingest.kinds.catalogue_rows import load_json
from ingest.kinds.scores_rows import Results
from ingest.text import decode

EXPECTED = "a leaderboard of aider (YAML) or SWE-bench (JSON), or a table with a model and a score column"


def parse(source: Source, document: Document) -> list[Record]:
    """Every result as printed; a cost or token count of 0 was not measured and is null."""
    text = decode(document.body, document.media_type).lstrip("\ufeff")
    results = Results()
    if text.lstrip()[:1] in ("{", "["):
        data = load_json(document.body, "results as JSON")
        if not scores_swe_bench.matches(data):
            raise ParseError(EXPECTED, "JSON of another shape")
        scores_swe_bench.read(data, results)
    elif scores_aider.matches(text):
        scores_aider.read(text, source, document, results)
    elif scores_csv.matches(text):
        scores_csv.read(text, source, results)
    else:
        raise ParseError(EXPECTED, "text of another shape" if text.strip() else "an empty document")
    records = results.finished()
    if not any(isinstance(record, Score) for record in records):
        raise EmptyParse("at least one score", "none")
    return records
