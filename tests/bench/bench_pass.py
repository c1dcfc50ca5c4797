"""First pass and all-304 pass over 60 feeds: Sextant's collector against `reader` with 8 workers, alternately in one run."""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

from db.store import Store
from ingest.commands import one_pass
from ingest.configuration import configure, list_sources

SHARED = Path(__file__).resolve().parents[3] / "shared"
FEEDS = 60
ROUNDS = 5
NOW = datetime(2026, 6, 1, tzinfo=timezone.utc)


def serve(root: Path) -> tuple[subprocess.Popen[str], int]:
    """The newest 60 stored states, each as a feed of its own, served with ETags."""
    paths = sorted((SHARED / "data" / "feeds").glob("*/*.xml"), key=lambda path: path.stem)[-FEEDS:]
    for at, path in enumerate(paths):
        folder = root / f"feed-{at:02d}"
        folder.mkdir(parents=True)
        shutil.copy(path, folder / path.name)
    server = subprocess.Popen(
        [sys.executable, str(SHARED / "tools" / "replay.py"), "--root", str(root)], stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL, text=True,
    )
    return server, int(server.stdout.readline())


def urls(port: int) -> list[str]:
    return [f"http://127.0.0.1:{port}/feed-{at:02d}" for at in range(FEEDS)]


def ours(folder: Path, port: int) -> tuple[float, float, int]:
    """(first pass s, all-304 pass s, items) of the collector, tags left for later."""
    listed = "\n".join(f'[[source]]\nid = "feed-{at:02d}"\nvendor = "bench"\nkind = "feed"\nurl = "{url}"' for at, url in enumerate(urls(port)))
    path = folder / "sources.toml"
    path.write_text(f'allow_private_hosts = ["127.0.0.1"]\n{listed}\n')
    configuration = configure([path])
    store = Store.open(folder / "data")
    list_sources(store, configuration, whole=False)
    times = []
    for at in range(2):
        started = time.perf_counter()
        result = one_pass(store, configuration, configuration.sources, NOW + timedelta(days=at), tags=False)
        times.append(time.perf_counter() - started)
    assert result.added == 0 and result.snapshot is None
    items = store.rows("snapshot_version") and store.con.execute("select count(*) from core.development").fetchone()[0]
    store.close()
    return times[0], times[1], items


def theirs(folder: Path, port: int) -> tuple[float, float, int]:
    """The same for reader 3.26."""
    from reader import make_reader

    made = make_reader(str(folder / "reader.sqlite"))
    for url in urls(port):
        made.add_feed(url)
    times = []
    for _ in range(2):
        started = time.perf_counter()
        made.update_feeds(workers=8, scheduled=False)
        times.append(time.perf_counter() - started)
    items = made.get_entry_counts().total
    made.close()
    return times[0], times[1], items


def main() -> None:
    """Prints the median of the paired ratios."""
    with tempfile.TemporaryDirectory() as name:
        server, port = serve(Path(name) / "root")
        try:
            first, again = [], []
            for at in range(ROUNDS + 1):
                a_folder, b_folder = Path(name) / f"a{at}", Path(name) / f"b{at}"
                a_folder.mkdir()
                b_folder.mkdir()
                a, b = ours(a_folder, port), theirs(b_folder, port)
                if at == 0:
                    continue
                first.append((a[2] / a[0]) / (b[2] / b[0]))
                again.append(a[1] / b[1])
                print(f"round {at}: ours {a[0]:.2f} s {a[2]} items, 304 {a[1]:.3f} s; reader {b[0]:.2f} s {b[2]} items, 304 {b[1]:.3f} s")
        finally:
            server.terminate()
            server.wait()
    print(f"first pass, items per second against reader: {statistics.median(first):.2f}x (goal 1.3x)")
    print(f"all-304 pass, wall time against reader: {statistics.median(again):.2f}x (goal 0.7x)")


if __name__ == "__main__":
    main()
