"""How fast search answers over 200,000 developments: beside ILIKE, SQLite FTS5 and DuckDB's cosine, in one run.

Run `python tests/bench/bench_search.py [COUNT] [FOLDER]`; a FOLDER is kept and used again. Prints ratios of medians
of alternating rounds, the size of the index, the cost of 200 new items, and a first query in a process of its own.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from statistics import median

import duckdb
import numpy as np
import pyarrow as pa

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.publish import publish  # noqa: E402
from db.reader import Reader, open_reader  # noqa: E402
from db.search import search  # noqa: E402
from db.search_index import index_of  # noqa: E402
from db.store import Store  # noqa: E402
from ingest.indexing import index_pending  # noqa: E402

NOW = datetime(2026, 4, 24, tzinfo=timezone.utc)
WORDS = 96_000
# Names that are asked for, with the share of texts that hold them.
ASKED = {"claude": 0.30, "pricing": 0.06, "sandbox": 0.01, "nemoclaw": 0.0005, "zzyzx": 0.0}
ROUNDS = 7
SYLLABLES = [c + v + e for c in "bdfgklmnprstv" for v in "aeiou" for e in ("", "n", "r", "st", "l")]
ILIKE = """select development_id, published_at from core.development
where title ilike ? or body ilike ? order by published_at desc limit 20"""
COSINE = """select subject_id from core.embedding
order by array_cosine_similarity(vector::float[384], ?::float[384]) desc limit 20"""


@cache
def words() -> np.ndarray:
    rng = np.random.default_rng(3)
    made = [
        "".join(SYLLABLES[i] for i in rng.integers(0, len(SYLLABLES), rng.integers(1, 4)))
        + (str(n % 10) if n % 7 == 0 else "")
        for n in range(WORDS)
    ]
    return np.array(
        [f"{word}{n if n > 2000 and n % 3 == 0 else ''}" for n, word in enumerate(made)], dtype=object
    )


def add_developments(store: Store, first: int, count: int) -> None:
    """Titles of 8 words and three sentences of 15, by Zipf's law; 40 vendors; 384 floats each."""
    rng = np.random.default_rng(first)
    vocabulary = words()
    share = 1 / np.arange(2.0, WORDS + 2) ** 1.05
    drawn = rng.choice(WORDS, size=(count, 53), p=share / share.sum())
    for start in range(0, count, 20_000):
        stop = min(count, start + 20_000)
        rows = []
        for at in range(start, stop):
            told = list(vocabulary[drawn[at]])
            for name, part in ASKED.items():
                if rng.random() < part:
                    told[rng.integers(0, 53)] = name.title()
            number = first + at
            rows.append({
                "development_id": f"{number:016x}" * 2, "source_id": f"source-{number % 60}", "vendor": f"vendor-{number % 40}",
                "kind": "feed", "title": " ".join(told[:8]).capitalize(),
                "body": ". ".join(" ".join(told[a:a + 15]).capitalize() for a in (8, 23, 38)) + ".",
                "published_at": NOW - timedelta(minutes=3 * (5_000_000 - number)), "dated_by": "vendor",
                "observed_at": NOW, "document_id": "d" * 64,
            })  # fmt: skip
        store.insert("development", rows)
        add_vectors(store, [row["development_id"] for row in rows], rng)


def add_vectors(store: Store, ids: list[str], rng: np.random.Generator) -> None:
    vectors = rng.normal(size=(len(ids), 384)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    lists = pa.ListArray.from_arrays(np.arange(len(ids) + 1, dtype=np.int32) * 384, vectors.ravel())
    store.con.register(
        "incoming", pa.table({"subject_id": ids, "embedder": ["bench"] * len(ids), "vector": lists})
    )
    store.con.execute("insert into core.embedding by name select * from incoming")
    store.con.unregister("incoming")


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def build(folder: Path, count: int) -> None:
    """Publishes the archive, after a race of 200 new items at a time against an archive of a tenth."""
    small = folder / "small"
    for data, size in ((small, count // 10), (folder, count)):
        store = Store.open(data)
        add_developments(store, 0, size)
        print(f"{size:,} developments indexed in {timed(lambda s=store: index_pending(s)):.1f} s")
        store.close()
    stores = [Store.open(small), Store.open(folder)]
    costs: list[list[float]] = [[], []]
    for step in range(ROUNDS):
        for store, told in zip(stores, costs, strict=True):
            add_developments(store, 1_000_000 + 200 * step, 200)
            told.append(timed(lambda s=store: index_pending(s)))
    a, b = (1000 * median(told) for told in costs)
    print(f"200 new items: {a:.0f} ms beside {count // 10:,}, {b:.0f} ms beside {count:,}: x{b / a:.2f}")
    print(f"published in {timed(lambda: publish(stores[1], NOW, embedder='bench')):.1f} s")
    for store in stores:
        store.close()


def sizes(folder: Path, snapshot: Path) -> None:
    """Megabytes of the snapshot, and of the three tables of the index alone."""
    aside = folder / "index.duckdb"
    aside.unlink(missing_ok=True)
    con = duckdb.connect(str(aside))
    con.execute(f"attach '{snapshot}' as snap (read_only)")
    for table in ("search_item", "search_posting", "search_segment"):
        con.execute(f"create table {table} as select * from snap.core.{table}")
    rows = con.execute("select count(*), sum(len(ordinals)) from search_posting").fetchone()
    con.close()
    mine, whole = aside.stat().st_size / 1e6, snapshot.stat().st_size / 1e6
    print(f"snapshot {whole:.0f} MB, of it index {mine:.0f} MB ({rows[0]:,} rows, {rows[1]:,} postings)")


def full_text(folder: Path, reader: Reader) -> sqlite3.Connection:
    path = folder / "fts.sqlite"
    there = path.exists()
    con = sqlite3.connect(path)
    if not there:
        con.execute("create virtual table texts using fts5(title, body)")
        rows = (
            reader._con.cursor()
            .execute("select title, body from core.development order by published_at")
            .fetchall()
        )
        con.executemany("insert into texts values (?, ?)", rows)
        con.commit()
    return con


def race(sides: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Median milliseconds of each side, in alternating rounds after one that does not count."""
    told: dict[str, list[float]] = {name: [] for name in sides}
    for round_ in range(ROUNDS + 1):
        for name, work in sides.items():
            cost = timed(work)
            if round_:
                told[name].append(1000 * cost)
    return {name: median(costs) for name, costs in told.items()}


def compare_words(reader: Reader, fts: sqlite3.Connection) -> None:
    cursor = reader._con.cursor()
    gains: dict[str, list[float]] = defaultdict(list)
    for word in ASKED:
        told = race({
            "ilike": lambda w=word: cursor.execute(ILIKE, [f"%{w}%"] * 2).fetchall(),
            "newest": lambda w=word: search(reader, w, order="newest", limit=20),
            "ranked": lambda w=word: search(reader, w, order="ranked", limit=20),
            "fts newest": lambda w=word: fts.execute("select rowid from texts where texts match ? order by rowid desc limit 20", [w]).fetchall(),
            "fts ranked": lambda w=word: fts.execute("select rowid from texts where texts match ? order by rank limit 20", [w]).fetchall(),
        })  # fmt: skip
        for order in ("newest", "ranked"):
            gains[order].append(told["ilike"] / told[order])
        total = search(reader, word, limit=1).total
        print(
            f"{word:9} {total:>7,} hits  " + "  ".join(f"{name} {cost:.1f} ms" for name, cost in told.items())
        )
        gains["ranked against FTS5"].append(told["ranked"] / told["fts ranked"])
        gains["newest against FTS5"].append(told["newest"] / told["fts ranked"])
    for against in ("newest against FTS5", "ranked against FTS5"):
        print(f"{against} ranked: {median(gains.pop(against)):.1f}x its time")
    for order, ratios in gains.items():
        print(f"{order}: {median(ratios):.1f}x ILIKE (least {min(ratios):.1f}x)")
    for asked in ('"claude sandbox"', "claude pricing", "claude -pricing vendor:vendor-3", "nemoc"):
        told = race({"newest": lambda q=asked: search(reader, q, order="newest", limit=20)})
        print(f"{asked:32} {told['newest']:.1f} ms")


def compare_meaning(reader: Reader) -> None:
    cursor = reader._con.cursor()
    row = cursor.execute("select vector from core.embedding limit 1 offset 777").fetchone()
    vector = [float(x) for x in row[0]]
    theirs = [one[0] for one in cursor.execute(COSINE, [vector]).fetchall()]
    index = index_of(reader)
    ordinals = index.near(vector, 20)[0].tolist()
    names = {row[0]: row[1] for row in index.ask("search_rows", [ordinals]).fetchall()}
    print("the same 20 developments:", [names[ordinal] for ordinal in ordinals] == theirs)
    told = race({
        "cosine": lambda: cursor.execute(COSINE, [vector]).fetchall(),
        "meaning": lambda: search(reader, "x", vector=vector, mode="meaning", order="ranked", limit=20),
    })  # fmt: skip
    print(
        f"meaning {told['meaning']:.0f} ms, array_cosine_similarity {told['cosine']:.0f} ms: {told['meaning'] / told['cosine']:.2f}x"
    )


def first_query(folder: Path) -> None:
    code = (
        "import sys, time; a = time.perf_counter()\n"
        "from pathlib import Path\nfrom db.reader import open_reader\nfrom db.search import parse, search\n"
        "from models.search import query_vector\n"
        f"reader = open_reader(Path({str(folder)!r}))\n"
        "b = time.perf_counter(); search(reader, 'pricing sandbox'); c = time.perf_counter()\n"
        "vector = query_vector(parse('pricing sandbox').plain); d = time.perf_counter()\n"
        "search(reader, 'pricing sandbox', vector=vector, mode='both'); e = time.perf_counter()\n"
        "print(f'imports and open {b-a:.2f} s, words {c-b:.2f} s, vector {d-c:.2f} s, both {e-d:.2f} s, "
        "torch loaded:', 'torch' in sys.modules, ', meaning ready:', vector is not None)"
    )
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    print("first query of a process:", told.stdout.strip())


def main(count: int, folder: Path) -> None:
    if open_reader(folder) is None:
        build(folder, count)
    reader = open_reader(folder)
    assert reader is not None
    sizes(folder, reader.path)
    compare_words(reader, full_text(folder, reader))
    compare_meaning(reader)
    reader.close()
    first_query(folder)


if __name__ == "__main__":
    asked = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    if len(sys.argv) > 2:
        main(asked, Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            main(asked, Path(made))
