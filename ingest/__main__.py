"""Commands of the collector: run, watch, parse, try, check, reparse, rebuild, export, sources."""

from __future__ import annotations

import argparse
import errno
import logging
import os
import signal
import sys
from collections.abc import Sequence
from datetime import datetime, timezone
from pathlib import Path
from types import FrameType

from db.files import data_folder
from ingest.errors import ConfigurationError

OK, FAILED, BAD_ARGUMENTS, HELD, UNUSABLE = 0, 1, 2, 3, 4


def moment(text: str) -> datetime:
    """An ISO time as UTC; argparse turns ValueError into exit 2."""
    at = datetime.fromisoformat(text.replace("Z", "+00:00"))
    return at if at.tzinfo else at.replace(tzinfo=timezone.utc)


def arguments() -> argparse.ArgumentParser:
    """The command line (design.md section 4)."""
    top = argparse.ArgumentParser(prog="python -m ingest", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)

    def command(name: str, words: str) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=words)
        made.add_argument(
            "--data", type=Path, default=None, help="DATA folder (default: $SEXTANT_DATA or ./data)"
        )
        made.add_argument(
            "--sources", type=Path, nargs="+", default=[], help="sources files instead of the bundled ones"
        )
        return made

    run = command("run", "one pass over the sources that are due, then publish")
    run.add_argument("--now", type=moment, default=None, help="the time to take as now (ISO 8601)")
    run.add_argument("--only", nargs="+", default=None, metavar="ID", help="these sources, due or not")
    run.add_argument("--all", action="store_true", help="every source, due or not")
    run.add_argument("--json", action="store_true", help="summary as JSON")
    run.add_argument("--no-tags", action="store_true", help="leave themes and stories for a later pass")
    command("watch", "passes on their cadences until it is stopped")
    command("check", "checks the sources files and says what is wrong")
    command("reparse", "replays stored documents through the parsers of today")
    command("rebuild", "makes the working file anew from the newest good snapshot")
    export = command("export", "writes every public view to files")
    export.add_argument("--out", type=Path, required=True)
    export.add_argument("--format", choices=("parquet", "csv", "xlsx"), default="parquet")
    parse = commands.add_parser("parse", help="runs one parser and prints its records, a JSON object a line")
    parse.add_argument("file", type=Path)
    parse.add_argument("--kind", required=True)
    parse.add_argument("--vendor", default="unknown")
    parse.add_argument("--at", type=moment, default=None)
    parse.add_argument("--url", default=None)
    attempt = commands.add_parser("try", help="shows what a source would yield; stores nothing")
    attempt.add_argument("target")
    attempt.add_argument("--kind", default=None)
    sources = command("sources", "import or export OPML")
    sources.add_argument("action", choices=("import", "export"))
    sources.add_argument("opml", type=Path)
    return top


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(OK)


def main(given: Sequence[str] | None = None) -> int:
    """Runs one command; returns its exit code."""
    asked = arguments().parse_args(given)
    logging.basicConfig(
        level=os.environ.get("SEXTANT_LOG", "INFO" if asked.command == "watch" else "WARNING").upper(),
        format="%(asctime)s %(levelname)s %(name)s %(message)s",
        stream=sys.stderr,
    )
    signal.signal(signal.SIGTERM, _stop)
    from db.store import StoreError, StoreHeld
    from ingest import commands

    if "data" in asked:
        asked.data = (asked.data or data_folder()).expanduser().resolve()
    try:
        work = getattr(commands, asked.command + ("_" if asked.command == "try" else ""))
        return int(work(asked))
    except ConfigurationError as error:
        print("\n".join(error.mistakes), file=sys.stderr)
        return BAD_ARGUMENTS
    except StoreHeld as error:
        print(error, file=sys.stderr)
        return HELD
    except StoreError as error:
        print(error, file=sys.stderr)
        return UNUSABLE
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        print(
            f"the disk of {asked.data} is full: free some space and start again; nothing stored was lost",
            file=sys.stderr,
        )
        return UNUSABLE
    except KeyboardInterrupt:
        print("stopped; what was saved stays", file=sys.stderr)
        return OK


if __name__ == "__main__":
    code = main()
    sys.stdout.flush()
    os._exit(code)  # threads that still wait for a slow server would hold the process for their 20 s
