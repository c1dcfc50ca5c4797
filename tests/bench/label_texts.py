"""Texts for the labels that carry keys only, from the data beside the project: JSON lines on standard output.

python tests/bench/label_texts.py > texts.jsonl
python -m models evaluate --labels models/labels/held_out.jsonl --texts texts.jsonl
python -m models fit --from-scratch --texts texts.jsonl \\
    --labels models/labels/{given,feeds_and_turns,turns_recut,elsewhere,written,written_headlines,written_posts,written_talk}.jsonl \\
    --held-out models/labels/held_out.jsonl [--tune [--teacher FOLDER]]
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
LEAST, ENOUGH, MOST = 50, 75, 130  # words of a turn that can be judged
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
            text = spoken(match[2])
            if LEAST <= len(text.split()) <= MOST:
                yield talk(path, text)


def stretches() -> Iterator[Row]:
    """The longer turns and the later paragraphs of turns, cut at sentence ends to the length of a turn."""
    for path in sorted((DATA / "transcripts").glob("practical-ai-*.md")):
        for line in path.read_text(encoding="utf-8").splitlines():
            speaker = re.match(r"\*\*[^*]+:\*\* ", line)
            text = spoken(line[speaker.end() :] if speaker else line)
            if not speaker or len(text.split()) > MOST:
                yield from (talk(path, piece) for piece in recut(text))


def recut(text: str) -> list[str]:
    """Runs of whole sentences; a short rest goes to the run before it, and what fits no turn is left out."""
    runs: list[str] = []
    run = ""
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z\"'])", text):
        run = f"{run} {sentence}".strip()
        if len(run.split()) >= ENOUGH:
            runs.append(run)
            run = ""
    if run and runs and len(run.split()) < LEAST:
        runs[-1] += f" {run}"
    elif run:
        runs.append(run)
    return [run for run in runs if LEAST <= len(run.split()) <= MOST]


def spoken(text: str) -> str:
    return re.sub(r"\\?\[\d+:\d+(:\d+)?\\?\]\s*", "", text).strip()


def talk(path: Path, text: str) -> Row:
    source = f"practicalai/{path.name}"
    return {"source": source, "title": "", "text": text, "url": TURNS + source, "date": None}


def given() -> Iterator[Row]:
    """The rows of the given label files, without their labels."""
    for name in ("eval_dev", "eval_dev_extra"):
        for line in (DATA / "labels" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            text = (row["description"] if row["title"] else row["text"]) or ""
            yield {"source": row["source"], "title": row["title"] or "", "text": text, "url": row["url"],
                   "date": row["date"]}  # fmt: skip


def main() -> None:
    for row in (*entries(), *turns(), *stretches(), *given()):
        sys.stdout.write(json.dumps({key: value for key, value in row.items() if value is not None}) + "\n")


if __name__ == "__main__":
    main()
