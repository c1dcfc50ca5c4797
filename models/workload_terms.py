"""What one declares about a workload: its requests, tokens, shares, retries, success and currency."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Context, Decimal

# Wide enough that no product of shares, tokens and twelve-digit prices is ever rounded; only divisions are.
EXACT = Context(prec=60)
ZERO = Decimal(0)
ONE = Decimal(1)
MTOK = Decimal(1_000_000)

# Periods in a month of 365/12 days, as (numerator, denominator).
PERIODS: dict[str, tuple[int, int]] = {
    "day": (365, 12),
    "week": (365, 84),
    "month": (1, 1),
    "quarter": (1, 3),
    "year": (1, 12),
}
CACHE_TTLS = ("5m", "1h")
MOST_TOKENS = 1_000_000_000
MOST_REQUESTS = 1_000_000_000_000
MOST_ATTEMPTS = 100
MOST_MONEY = Decimal(1_000_000_000)
LEAST_RATE = Decimal("0.000001")
MOST_AGAINST = 12
AI_MODEL_ID = re.compile(r"[a-z0-9][a-z0-9._:@+/-]{0,159}")
CURRENCY = re.compile(r"[A-Z]{3}")
TIER = re.compile(r"[a-z_]{1,24}(\+[a-z_]{1,24}){0,3}")
WORDS = re.compile(r"[^\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff<>]{1,80}")


@dataclass(frozen=True, slots=True)
class Workload:
    """A declared mix of units. Shares run from 0 to 1; `rate` is how much of `currency` one US dollar buys.

    `prompt_tokens` is the prompt length that chooses the price band, by default the input tokens of one request.
    Reasoning tokens are billed as output. `success_rate` is that of `ai_model_id`, one attempt at a time.
    """

    name: str = "My workload"
    ai_model_id: str | None = None
    against: tuple[str, ...] = ()
    requests: int = 1000
    period: str = "month"
    input_tokens: int = 3000
    cached_share: Decimal = ZERO
    cache_write_share: Decimal = ZERO
    cache_ttl: str = "5m"
    output_tokens: int = 1000
    reasoning_tokens: int = 0
    prompt_tokens: int | None = None
    batch_share: Decimal = ZERO
    tier: str = "standard"
    effort: str | None = None
    success_rate: Decimal | None = None
    benchmark: str | None = None
    max_attempts: int = 1
    retry_on_failure: bool = True
    failure_cost_usd: Decimal = ZERO
    currency: str = "USD"
    rate: Decimal = ONE
    price_on: date | None = None

    def __post_init__(self) -> None:
        """Refuses nonsense in words."""
        for field, check in CHECKS.items():
            sentence = check(getattr(self, field))
            if sentence:
                raise ValueError(f"{field} {sentence}")
        if self.cached_share + self.cache_write_share > ONE:
            raise ValueError("cached_share and cache_write_share are more than the whole input together")

    @property
    def prompt(self) -> int:
        """Prompt length in tokens, which chooses the price band."""
        return self.input_tokens if self.prompt_tokens is None else self.prompt_tokens

    @property
    def written_tokens(self) -> int:
        """Tokens that the AI model writes: its answer and its reasoning."""
        return self.output_tokens + self.reasoning_tokens

    @property
    def attempts_allowed(self) -> int:
        """How often one request may be tried."""
        return self.max_attempts if self.retry_on_failure else 1


@dataclass(frozen=True, slots=True)
class Success:
    """Share of attempts that solve the task: one's own measurement, or a named benchmark row."""

    rate: Decimal
    basis: str = "own"
    benchmark: str | None = None
    variant: str | None = None
    run_on: date | None = None
    source: str | None = None

    def __post_init__(self) -> None:
        """Refuses a rate that is no share."""
        sentence = _share(self.rate)
        if sentence:
            raise ValueError(f"rate {sentence}")


class Whole:
    """Says in words where a value is no whole number between two bounds."""

    def __init__(self, low: int, high: int, nullable: bool = False) -> None:
        self.low, self.high, self.nullable = low, high, nullable

    def __call__(self, value: object) -> str | None:
        if value is None and self.nullable:
            return None
        if isinstance(value, int) and not isinstance(value, bool) and self.low <= value <= self.high:
            return None
        return f"is not a whole number from {self.low:,} to {self.high:,}"


class Number:
    """Says in words where a value is no decimal number between two bounds."""

    def __init__(self, low: Decimal, high: Decimal, nullable: bool = False) -> None:
        self.low, self.high, self.nullable = low, high, nullable

    def __call__(self, value: object) -> str | None:
        if value is None and self.nullable:
            return None
        if isinstance(value, Decimal) and value.is_finite() and self.low <= value <= self.high:
            return None
        return f"is not a number from {self.low:,f} to {self.high:,f}"


class Choice:
    """Says in words where a value is not among the allowed ones."""

    def __init__(self, *allowed: str) -> None:
        self.allowed = allowed

    def __call__(self, value: object) -> str | None:
        return None if value in self.allowed else f"is not one of {', '.join(self.allowed)}"


class Pattern:
    """Says in words where a value is not written as it must be."""

    def __init__(self, pattern: re.Pattern[str], expected: str, nullable: bool = False) -> None:
        self.pattern, self.expected, self.nullable = pattern, expected, nullable

    def __call__(self, value: object) -> str | None:
        if value is None and self.nullable:
            return None
        return None if isinstance(value, str) and self.pattern.fullmatch(value) else f"is not {self.expected}"


class Several(Pattern):
    """Says in words where one of several values is not written as it must be, or where there are too many."""

    def __call__(self, value: object) -> str | None:
        if isinstance(value, tuple) and len(value) <= MOST_AGAINST and not any(map(super().__call__, value)):
            return None
        return f"is not {self.expected}"


_share = Number(ZERO, ONE)
_tokens = Whole(0, MOST_TOKENS)
_an_id = "an id of an AI model such as vendor/name"

CHECKS: dict[str, Callable[[object], str | None]] = {
    "name": Pattern(WORDS, "a plain name of at most 80 characters"),
    "ai_model_id": Pattern(AI_MODEL_ID, _an_id, nullable=True),
    "against": Several(AI_MODEL_ID, f"a list of at most {MOST_AGAINST} ids of AI models"),
    "requests": Whole(1, MOST_REQUESTS),
    "period": Choice(*PERIODS),
    "input_tokens": _tokens,
    "cached_share": _share,
    "cache_write_share": _share,
    "cache_ttl": Choice(*CACHE_TTLS),
    "output_tokens": _tokens,
    "reasoning_tokens": _tokens,
    "prompt_tokens": Whole(0, MOST_TOKENS, nullable=True),
    "batch_share": _share,
    "tier": Pattern(TIER, "a price tier such as standard or priority"),
    "effort": Pattern(WORDS, "a plain word of at most 80 characters", nullable=True),
    "success_rate": Number(ZERO, ONE, nullable=True),
    "benchmark": Pattern(WORDS, "a plain name of at most 80 characters", nullable=True),
    "max_attempts": Whole(1, MOST_ATTEMPTS),
    "retry_on_failure": lambda value: None if isinstance(value, bool) else "is neither yes nor no",
    "failure_cost_usd": Number(ZERO, MOST_MONEY),
    "currency": Pattern(CURRENCY, "a currency code of three letters such as EUR"),
    "rate": Number(LEAST_RATE, MOST_MONEY),
    "price_on": lambda value: None if value is None or isinstance(value, date) else "is not a date",
}
