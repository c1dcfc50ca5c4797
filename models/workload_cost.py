"""What a workload costs with one AI model: per attempt, request, solved task and month, and what was assumed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal, localcontext

from models.workload_prices import Band, Prices
from models.workload_terms import EXACT, MTOK, ONE, PERIODS, ZERO, Success, Workload

WRITES = {"5m": ("cache_write_5m", "cache_write"), "1h": ("cache_write_1h",)}
EVERY_WRITE = ("cache_write", "cache_write_5m", "cache_write_1h")


@dataclass(frozen=True, slots=True)
class Part:
    """One line of a bill: tokens of one unit for one average attempt, their price and their cost."""

    unit: str
    tier: str
    context_over: int | None
    tokens: Decimal
    usd_per_mtok: Decimal
    usd: Decimal


@dataclass(frozen=True, slots=True)
class Cost:
    """A bill in US dollars. Where a figure is None, `reason` or `solved_reason` says why in a sentence."""

    ai_model_id: str
    attempt_usd: Decimal | None = None
    request_usd: Decimal | None = None
    solved_usd: Decimal | None = None
    month_usd: Decimal | None = None
    month_with_failures_usd: Decimal | None = None
    attempts: Decimal | None = None
    solved_share: Decimal | None = None
    success: Success | None = None
    parts: tuple[Part, ...] = ()
    reason: str | None = None
    solved_reason: str | None = None
    notes: tuple[str, ...] = ()


class Unpriced(Exception):
    """A unit that the workload needs has no price; the message is the reason in words."""


@dataclass(slots=True)
class Bill:
    """The lines of one bill while they are looked up."""

    workload: Workload
    prices: Prices
    parts: list[Part] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, sentence: str) -> None:
        """Keeps what was assumed, once."""
        if sentence not in self.notes:
            self.notes.append(sentence)

    def price(self, unit: str, tier: str) -> Band | None:
        """The price of input or output in a tier; thinking has its own where the vendor sells it apart."""
        prompt, at = self.workload.prompt, self.prices.at
        if self.workload.reasoning_tokens:
            thinking = at(unit, tier, prompt, "thinking")
            if thinking:
                self.note(
                    "The price of the variant with thinking is used, because the workload has reasoning tokens."
                )
                return thinking
        found = at(unit, tier, prompt)
        if found is None:
            found = at("blended", tier, prompt)
            if found:
                self.note("The vendor names one price for both directions; it is used for input and output.")
        return found

    def required(self, unit: str, tier: str) -> Band:
        """The price of a unit, or Unpriced."""
        found = self.price(unit, tier)
        if found:
            return found
        what = f"No {unit.replace('_', ' ')} price in US dollars per million tokens is known for {self.prices.ai_model_id}"
        known = [band.edge for band in self.prices.bands.get((unit, tier, None), ())]
        if known:
            raise Unpriced(
                f"{what} with prompts of {self.workload.prompt:,} tokens, only above {min(known):,}."
            )
        raise Unpriced(f"{what} in the tier {tier}.")

    def add(self, unit: str, band: Band, tokens: Decimal) -> None:
        """One line of the bill; lines without tokens are left out."""
        if tokens:
            usd = tokens * band.usd_per_mtok / MTOK
            self.parts.append(Part(unit, band.tier, band.context_over, tokens, band.usd_per_mtok, usd))

    def input(self, tier: str, share: Decimal) -> None:
        """Input of this share of the requests: plain, read from the cache, and written to it."""
        work = self.workload
        tokens = work.input_tokens * share
        plain = self.required("input", tier)
        self.add("input", plain, tokens * (ONE - work.cached_share - work.cache_write_share))
        if work.cached_share:
            self.add("cached_input", self.cached(plain, tier), tokens * work.cached_share)
        if work.cache_write_share:
            self.add("cache_write", self.written(plain, tier), tokens * work.cache_write_share)

    def cached(self, plain: Band, tier: str) -> Band:
        """The price of cached input, else that of plain input, and then it says so."""
        found = self.prices.at("cached_input", tier, self.workload.prompt)
        if self.prices.has("cache_storage", tier):
            self.note("Keeping a cache is billed by the hour as well; that is not in this figure.")
        if found and found.edge >= plain.edge:
            return found
        self.note(
            f"No price for cached input is known in the tier {tier}{_above(plain)}; the input price is used."
        )
        return plain

    def written(self, plain: Band, tier: str) -> Band:
        """The price of writing to the cache; the input price only where the vendor prices no writing at all."""
        wanted = WRITES[self.workload.cache_ttl]
        for unit in wanted:
            found = self.prices.at(unit, tier, self.workload.prompt)
            if found and found.edge >= plain.edge:
                return found
        if any(self.prices.has(unit, tier) for unit in EVERY_WRITE):
            raise Unpriced(
                f"No price for writing to a cache of {self.workload.cache_ttl} is known for "
                f"{self.prices.ai_model_id} in the tier {tier}{_above(plain)}."
            )
        self.note(
            f"Writing to the cache has no price of its own in the tier {tier}; the input price is used."
        )
        return plain

    def output(self, tier: str, share: Decimal) -> None:
        """Output and reasoning of this share of the requests."""
        work = self.workload
        band = self.required("output", tier)
        long = self.price("input", tier)
        if long and band.edge < long.edge:
            self.note(f"No output price is known{_above(long)}; its base price is used.")
        self.add("output", band, work.output_tokens * share)
        self.add("reasoning", band, work.reasoning_tokens * share)


def _above(band: Band) -> str:
    return "" if band.context_over is None else f" for prompts above {band.context_over:,} tokens"


def _batched(bill: Bill) -> bool:
    """Whether the batch tier prices all that the workload needs, at this prompt length."""
    work = bill.workload
    needed = [
        unit for unit, tokens in (("input", work.input_tokens), ("output", work.written_tokens)) if tokens
    ]
    for unit in needed:
        full, batch = bill.price(unit, work.tier), bill.price(unit, "batch")
        if batch is None or (full is not None and batch.edge < full.edge):
            return False
    return True


def bill_of(workload: Workload, prices: Prices) -> Bill:
    """The lines of one average attempt. Raises Unpriced where a needed price is unknown."""
    bill = Bill(workload, prices)
    batch = workload.batch_share
    if batch and not _batched(bill):
        bill.note(f"{prices.ai_model_id} has no batch price for this workload; the full price is used.")
        batch = ZERO
    for tier, share in ((workload.tier, ONE - batch), ("batch", batch)):
        if share and workload.input_tokens:
            bill.input(tier, share)
        if share and workload.written_tokens:
            bill.output(tier, share)
    return bill


def per_month(workload: Workload) -> Decimal:
    """Requests in a month of 365/12 days."""
    over, under = PERIODS[workload.period]
    return Decimal(workload.requests) * over / under


def expected_attempts(rate: Decimal, allowed: int) -> Decimal:
    """Attempts that one request takes on average when each solves it with this chance, independently."""
    expected, chance = ZERO, ONE
    for _ in range(allowed):
        expected += chance
        chance *= ONE - rate
    return expected


def solved_cost(attempt: Decimal, rate: Decimal, allowed: int, failure_cost: Decimal) -> Decimal | None:
    """Cost of a solved task: attempts and failures of all requests, for each request that ends solved."""
    failed = (ONE - rate) ** allowed
    if failed == ONE:
        return None
    return (attempt * expected_attempts(rate, allowed) + failure_cost * failed) / (ONE - failed)


def _tried(workload: Workload, bare: Cost, attempt: Decimal, success: Success | None) -> Cost:
    """The cost of a request with its retries, and of a solved task where the success rate is known."""
    month = per_month(workload)
    if success is None:
        why = "No success rate is known for this AI model; enter your own or choose a benchmark."
        if workload.attempts_allowed > 1:
            return replace(bare, reason=f"{why} Retries can't be counted without it.", solved_reason=why)
        return replace(bare, request_usd=attempt, month_usd=attempt * month, attempts=ONE, solved_reason=why)
    allowed = workload.attempts_allowed
    attempts = expected_attempts(success.rate, allowed)
    failed = (ONE - success.rate) ** allowed
    request = attempt * attempts
    solved = solved_cost(attempt, success.rate, allowed, workload.failure_cost_usd)
    return replace(
        bare,
        request_usd=request,
        month_usd=request * month,
        attempts=attempts,
        solved_share=ONE - failed,
        month_with_failures_usd=(request + workload.failure_cost_usd * failed) * month,
        success=success,
        solved_usd=solved,
        solved_reason="Nothing is solved at a success rate of 0 %." if solved is None else None,
    )


def cost_of(workload: Workload, prices: Prices | None, success: Success | None = None) -> Cost:
    """What the workload costs with these prices; without `success` the workload's own success rate counts."""
    if prices is None:
        return Cost(
            workload.ai_model_id or "",
            reason="No price is known for this AI model on that day.",
            solved_reason="No price is known for this AI model on that day.",
        )
    if success is None and workload.success_rate is not None:
        success = Success(workload.success_rate)
    with localcontext(EXACT):
        try:
            bill = bill_of(workload, prices)
        except Unpriced as missing:
            return Cost(prices.ai_model_id, reason=str(missing), solved_reason=str(missing), success=success)
        attempt = sum((part.usd for part in bill.parts), ZERO)
        bare = Cost(prices.ai_model_id, attempt_usd=attempt, parts=tuple(bill.parts), notes=tuple(bill.notes))
        return _tried(workload, bare, attempt, success)


def to_currency(usd: Decimal | None, workload: Workload) -> Decimal | None:
    """US dollars in the workload's currency."""
    with localcontext(EXACT):
        return None if usd is None else usd * workload.rate


def to_usd(amount: Decimal | None, workload: Workload) -> Decimal | None:
    """An amount of the workload's currency in US dollars."""
    with localcontext(EXACT):
        return None if amount is None else amount / workload.rate
