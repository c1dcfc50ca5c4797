"""The prices and success rates that a workload is counted with, kept while the snapshot is the newest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pandas as pd

from models.workload import Prices, Success, Workload, prices_of, successes_of
from pages.parts import frame

MOST_PRICES = 20_000


@dataclass(frozen=True)
class PriceDay:
    """One of the days whose prices are kept: now, or the end of one of the last quarters."""

    quarters_ago: int
    day: date

    @property
    def words(self) -> str:
        """The day as it is chosen."""
        return "now" if not self.quarters_ago else f"{self.day.day} {self.day:%b %Y}"


def price_days() -> list[PriceDay]:
    """The days whose prices are kept, newest first."""
    found = frame.rows("page.price_days", order="quarters_ago")
    kept = [
        PriceDay(int(row["quarters_ago"]), pd.Timestamp(row["priced_at"]).date())
        for _, row in found.iterrows()
    ]
    # A snapshot of an older Sextant lacks the view: then there is but one day, and no price.
    return kept or [PriceDay(0, pd.Timestamp(frame.one("page.coverage")["data_as_of"]).date())]


def chosen_day(workload: Workload) -> tuple[PriceDay, str]:
    """The day whose prices count, and a sentence where the workload asks for a day that is not kept."""
    days = price_days()
    wanted = workload.price_on
    if wanted is None or wanted >= days[0].day:
        return days[0], ""
    found = next((one for one in days if one.day <= wanted), days[-1])
    if found.day == wanted:
        return found, ""
    return found, f"Prices are kept by the end of each quarter: those of {found.words} are used."


def catalogue(quarters_ago: int, everyone: bool) -> dict[str, Prices]:
    """Prices by AI model: of makers alone, or of resellers too."""
    return _catalogue(frame.snapshot(), quarters_ago, everyone)


@lru_cache(maxsize=12)
def _catalogue(snapshot: str, quarters_ago: int, everyone: bool) -> dict[str, Prices]:
    where: dict[str, object] = {"quarters_ago": quarters_ago} | ({} if everyone else {"own": True})
    found = frame.rows("page.workload_prices", columns=COLUMNS, where=where, limit=MOST_PRICES)
    return prices_of(found.to_dict("records"))


COLUMNS = ["ai_model_id", "unit", "tier", "context_over", "variant", "usd_per_mtok"]


def successes(workload: Workload) -> tuple[dict[str, Success], dict[str, str]]:
    """Success rates of the benchmark that the workload names, and why others have none."""
    if workload.benchmark is None:
        return {}, {}
    return _successes(frame.snapshot(), workload.benchmark, workload.effort)


@lru_cache(maxsize=40)
def _successes(
    snapshot: str, benchmark: str, effort: str | None
) -> tuple[dict[str, Success], dict[str, str]]:
    found = frame.rows("scores", where={"benchmark": benchmark}, limit=5000)
    return successes_of(found.to_dict("records"), benchmark, effort)
