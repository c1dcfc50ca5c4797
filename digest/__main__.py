"""Commands of the digest: write a week to files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path

from db.files import data_folder
from db.reader import ViewMissing, open_reader
from digest.compose import compose
from digest.render import files
from digest.week import NoWeek, gather, week_at, week_of


def arguments() -> argparse.ArgumentParser:
    """The command line (design.md section 4)."""
    top = argparse.ArgumentParser(prog="python -m digest", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    write = commands.add_parser(
        "write", help="writes sextant-WEEK.{eml,html,md,json} from the newest snapshot"
    )
    write.add_argument(
        "--week", default=None, help="ISO week such as 2026-W17 (default: the last whole week)"
    )
    write.add_argument("--data", type=Path, default=None)
    write.add_argument("--out", type=Path, required=True)
    write.add_argument("--now", default=None, help="ISO time to take as now")
    return top


def main(given: Sequence[str] | None = None) -> int:
    """0 written · 2 bad arguments · 4 nothing published yet."""
    asked = arguments().parse_args(given)
    try:
        now = (
            datetime.fromisoformat(asked.now.replace("Z", "+00:00"))
            if asked.now
            else datetime.now(timezone.utc)
        )
        week = (
            week_of(asked.week)
            if asked.week
            else week_at(datetime.fromtimestamp(now.timestamp() - 7 * 86400, timezone.utc))
        )
    except NoWeek as error:
        print(error, file=sys.stderr)
        return 2
    except ValueError:
        print(f"--now: {asked.now!r} is no ISO time; write one like 2026-04-27T06:00:00Z", file=sys.stderr)
        return 2
    data = (asked.data or data_folder()).expanduser().resolve()
    reader = open_reader(data)
    if reader is None:
        print(f"no snapshot in {data / 'published'}; run `python -m ingest run` first", file=sys.stderr)
        return 4
    try:
        made = files(compose(gather(reader, week), week))
    except ViewMissing as error:
        print(
            f"the snapshot lacks {error}: an older Sextant wrote it; run `python -m ingest run` once",
            file=sys.stderr,
        )
        return 4
    asked.out.mkdir(parents=True, exist_ok=True)
    for name, body in made.items():
        (asked.out / name).write_bytes(body)
        print(asked.out / name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
