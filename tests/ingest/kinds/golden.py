"""Golden pairs: a saved document beside the records that its parser must give.

A case is `cases/<kind>-<vendor-or-layout>-<date>.<ext>`; what it must give stands in
`<same name>.expected.json`, one JSON object a line; `<same name>.meta.json` may name vendor, url, title,
media_type, observed_at. `python -m tests.ingest.kinds.golden [WORD …]` rewrites the expected files.
"""

from __future__ import annotations

import json
import re
import sys
from datetime import datetime, timezone
from pathlib import Path

from db.records import KINDS, Document, Source, to_json
from ingest.errors import SourceError
from ingest.kinds import parser

CASES = Path(__file__).parent / "cases"
NOON = 12


def cases() -> list[Path]:
    """Every saved document, in order of name."""
    return sorted(
        path
        for path in CASES.iterdir()
        if path.is_file() and not path.name.endswith((".expected.json", ".meta.json"))
    )


def expected_path(case: Path) -> Path:
    return case.with_suffix(".expected.json")


def outcome(case: Path) -> list[str]:
    """The records as JSON lines; a refused document is one line with the error's sentence."""
    source, document = opened(case)
    try:
        return [to_json(record) for record in parser(source.kind)(source, document)]
    except SourceError as error:
        refused = {"record": "refused", "error": type(error).__name__, "sentence": error.sentence}
        return [json.dumps(refused, ensure_ascii=False)]


def opened(case: Path) -> tuple[Source, Document]:
    """The source and the document of one case; the day in the name is when it was seen."""
    name = re.fullmatch(r"([a-z_]+)-(.+?)-(\d{4}-\d{2}-\d{2})(?:-\w+)?", case.stem)
    if not name or name[1] not in KINDS:
        raise ValueError(f"{case.name}: expected <kind>-<vendor>-<yyyy-mm-dd>.<ext>")
    noted = case.with_suffix(".meta.json")
    meta = json.loads(noted.read_text("utf-8")) if noted.exists() else {}
    vendor = meta.get("vendor", name[2])
    at = meta.get("observed_at", f"{name[3]}T{NOON}:00:00Z")
    url = meta.get("url", f"https://{vendor}.example/{name[1]}")
    source = Source(
        id=f"{vendor}-{name[1]}",
        vendor=vendor,
        kind=name[1],
        title=meta.get("title", f"{vendor.title()} {name[1].replace('_', ' ')}"),
        licence="test",
        cadence_s=3600,
        url=url,
        layout=meta.get("layout"),
    )
    seen = datetime.fromisoformat(at.replace("Z", "+00:00")).astimezone(timezone.utc)
    return source, Document(source.id, case.read_bytes(), seen, url, meta.get("media_type"))


def main(words: list[str]) -> int:
    """Rewrites what is expected of the cases whose name has one of the words; review the difference."""
    for case in cases():
        if words and not any(word in case.name for word in words):
            continue
        lines = outcome(case)
        expected_path(case).write_text("\n".join(lines) + "\n", "utf-8")
        print(f"{case.name}: {len(lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
