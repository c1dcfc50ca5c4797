"""A progress bar on a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from ingest.live import Teller


@contextmanager
def progress(quiet: bool) -> Iterator[Teller | None]:
    """What the pass tells, drawn as one moving line on stderr when that is a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(phase: str, done: int, total: int, current: str | None) -> None:
            bar.update(task, description=f"{phase} {current or ''}"[:60], completed=done, total=total or None)

        yield tell
