"""How fast the price views answer over the whole reference history: python -m tests.bench.bench_prices."""

from __future__ import annotations

import statistics
import tempfile
import time
from datetime import timedelta
from pathlib import Path

import duckdb

from db.reader import open_reader
from ingest.kinds.price_catalogue import bundled_prices
from tests.prices import Shop, day, reference

SHARED = Path(__file__).resolve().parents[3] / "shared"
VIEWS = (
    "prices", "price_latest", "price_changes", "price_steps", "price_disagreements", "scores", "cost_per_performance",
    "ai_models", "page.price_moves", "page.price_news", "page.price_history", "page.ai_model_list",
)  # fmt: skip
COUNTED = "price_point"


def fill(data: Path) -> int:
    """Everything that states prices, as the collector would have seen it; returns how many price points there are."""
    shop = Shop(data)
    for name, date, points in reference(SHARED):
        source = shop.source(name, name, "price_catalogue")
        shop.look(source, f"{name} {date}".encode(), day(date), points, name=False)
    for path in sorted((SHARED / "data" / "catalogues").rglob("*.json")):
        source = shop.source(path.stem, path.parent.name, "price_catalogue")
        shop.look(source, path.read_bytes(), day(path.stem[-10:]), name=False)
    for path in sorted((SHARED / "data" / "pricing" / "pages").rglob("*.md")):
        source = shop.source(f"{path.parent.name}-pricing", path.parent.name)
        shop.look(source, path.read_bytes(), day(path.stem), name=False)
    for name in ("genai-prices", "genai-prices-mirror"):
        package = shop.source(name, "pydantic", "price_catalogue")
        shop.look(package, bundled_prices(), day("2026-11-20"), name=False)
    scores = shop.source("benchmarks", "aider", "scores")
    shop.look(
        scores, (SHARED / "data" / "benchmarks" / "scores.csv").read_bytes(), day("2026-11-20"), name=False
    )
    shop.settle(day("2026-11-20") + timedelta(hours=1))
    shop.publish(day("2026-11-20") + timedelta(hours=1))
    count: int = shop.store.rows("count_all", table=COUNTED)[0][0]
    shop.store.close()
    return count


def median_s(con: duckdb.DuckDBPyConnection, asked: str, times: int = 7) -> float:
    """Median seconds of one warm query."""
    con.execute(f"from {asked}").to_arrow_table()
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        con.execute(f"from {asked}").to_arrow_table()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def main() -> None:
    """Prints one line a view."""
    with tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        count = fill(Path(folder))
        print(f"{count} price points in {time.perf_counter() - started:.1f} s")
        open_reader(Path(folder)).close()
        con = duckdb.connect(
            str(Path(folder) / "published" / "latest.duckdb"), read_only=True, config={"threads": 2}
        )
        con.execute("set timezone = 'UTC'")
        for view in (*VIEWS, "prices_as_of('2026-02-01')"):
            rows = con.execute(f"select count(*) from {view}").fetchone()
            print(f"{view:32} {median_s(con, view):7.3f} s  {rows[0] if rows else 0} rows")


if __name__ == "__main__":
    main()
