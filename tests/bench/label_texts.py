"""Texts for the labels that carry keys only, from the data beside the project: JSON lines on standard output.

python tests/bench/label_texts.py > texts.jsonl
python -m models evaluate --labels models/labels/held_out.jsonl --texts texts.jsonl
python -m models fit --from-scratch --labels models/labels/{given,feeds_and_turns,written}.jsonl --texts texts.jsonl
"""

from __future__ import annotations

import html
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import feedparser

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT.parent / "shared" / "data"
TURNS = "https://github.com/thechangelog/transcripts/blob/HEAD/"
Row = dict[str, str | None]


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", text))).strip()


def entries() -> Iterator[Row]:
    """Every entry of every saved feed, at its first appearance."""
    seen: set[tuple[str, str]] = set()
    for path in sorted((DATA / "feeds").glob("*/*.xml")):
        for entry in feedparser.parse(path.read_bytes()).entries:
            title = re.sub(r"\s+", " ", html.unescape(entry.get("title", ""))).strip()
            if (path.parent.name, title.lower()) in seen:
                continue
            seen.add((path.parent.name, title.lower()))
            text = plain(entry.get("summary") or "")
            day = entry.get("published_parsed") or entry.get("updated_parsed")
            yield {
                "source": path.parent.name,
                "title": title,
                "text": "" if text == title else text,
                "url": entry.get("link", ""),
                "date": "{:04}-{:02}-{:02}".format(*day[:3]) if day else None,
            }


def turns() -> Iterator[Row]:
    """Every turn of a transcript that is long enough to be judged and short enough to tell one thing."""
    for path in sorted((DATA / "transcripts").glob("practical-ai-*.md")):
        for match in re.finditer(r"^\*\*([^*]+):\*\* (.*)$", path.read_text(encoding="utf-8"), re.M):
            text = re.sub(r"\\?\[\d+:\d+(:\d+)?\\?\]\s*", "", match[2]).strip()
            if 50 <= len(text.split()) <= 130:
                source = f"practicalai/{path.name}"
                yield {"source": source, "title": "", "text": text, "url": TURNS + source, "date": None}


def given() -> Iterator[Row]:
    """The rows of the given label files, without their labels."""
    for name in ("eval_dev", "eval_dev_extra"):
        for line in (DATA / "labels" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = (row["description"] if row["title"] else row["text"]) or ""
            yield {"source": row["source"], "title": row["title"] or "", "text": text, "url": row["url"],
                   "date": row["date"]}  # fmt: skip


def main() -> None:
    for row in (*entries(), *turns(), *given()):
        sys.stdout.write(json.dumps({key: value for key, value in row.items() if value is not None}) + "\n")


if __name__ == "__main__":
    main()
