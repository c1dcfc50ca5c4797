"""A workload as short words of a URL and as the text that the desk keeps, and back; bad values give the default."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

from models.workload_terms import CHECKS, ONE, Workload

PREFIX = "w_"
WORDS: dict[str, str] = {
    "name": "name",
    "ai_model_id": "ai_model",
    "against": "against",
    "requests": "requests",
    "period": "per",
    "input_tokens": "in",
    "cached_share": "cached",
    "cache_write_share": "written",
    "cache_ttl": "ttl",
    "output_tokens": "out",
    "reasoning_tokens": "reasoning",
    "prompt_tokens": "prompt",
    "batch_share": "batch",
    "tier": "tier",
    "effort": "effort",
    "success_rate": "success",
    "benchmark": "benchmark",
    "max_attempts": "attempts",
    "retry_on_failure": "retry",
    "failure_cost_usd": "failure",
    "currency": "currency",
    "rate": "rate",
    "price_on": "on",
}
WHOLE = re.compile(r"[0-9]{1,15}")
NUMBER = re.compile(r"[0-9]{1,12}(\.[0-9]{1,28})?")
DEFAULT = Workload()
WHOLES = ("requests", "input_tokens", "output_tokens", "reasoning_tokens", "prompt_tokens", "max_attempts")
NUMBERS = ("cached_share", "cache_write_share", "batch_share", "success_rate", "failure_cost_usd", "rate")
MOST_TEXT = 4000


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(value)
    if isinstance(value, Decimal):
        return format(value, "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def to_query(workload: Workload) -> dict[str, str]:
    """The words of a URL that give this workload; what is at its default is left out."""
    return {
        PREFIX + WORDS[field.name]: _written(value)
        for field in fields(workload)
        if (value := getattr(workload, field.name)) is not None and value != getattr(DEFAULT, field.name)
    }


def _read(name: str, written: str) -> Any:
    """The value that was written, or the text itself where it can't be read: the check then refuses it."""
    if name in WHOLES:
        return int(written) if WHOLE.fullmatch(written) else written
    if name in NUMBERS:
        return Decimal(written) if NUMBER.fullmatch(written) else written
    if name == "against":
        return tuple(part for part in written.split(",") if part)
    if name == "retry_on_failure":
        return {"yes": True, "no": False}.get(written, written)
    if name == "price_on":
        try:
            return date.fromisoformat(written)
        except ValueError:
            return written
    return written


def from_query(query: Mapping[str, str]) -> tuple[Workload, list[str]]:
    """The workload of a URL, and a sentence for each value that could not be used and stands at its default."""
    kept: dict[str, Any] = {}
    sentences = []
    for name, word in WORDS.items():
        written = query.get(PREFIX + word)
        if written is None:
            continue
        value = _read(name, str(written)[:MOST_TEXT].strip())
        wrong = CHECKS[name](value)
        if wrong:
            shown = (
                _written(getattr(DEFAULT, name)) if getattr(DEFAULT, name) not in (None, ()) else "nothing"
            )
            sentences.append(f"{PREFIX}{word} in the link {wrong}; {shown} is used.")
        else:
            kept[name] = value
    shares = (
        kept.get("cached_share", DEFAULT.cached_share),
        kept.get("cache_write_share", DEFAULT.cache_write_share),
    )
    if sum(shares) > ONE:
        kept.pop("cache_write_share", None)
        sentences.append(
            f"{PREFIX}cached and {PREFIX}written are more than the whole input together; nothing is written."
        )
    return replace(DEFAULT, **kept), sentences


def to_body(workload: Workload) -> str:
    """The workload as the JSON text that the desk keeps."""
    return json.dumps(to_query(workload), ensure_ascii=False, sort_keys=True)


def from_body(body: str) -> tuple[Workload, list[str]]:
    """The workload that the desk kept, with a sentence for each value that could not be used."""
    try:
        kept = json.loads(body)
    except ValueError:
        kept = None
    if not isinstance(kept, dict):
        return DEFAULT, ["This saved workload can't be read; the default one is shown."]
    return from_query({str(key): value for key, value in kept.items() if isinstance(value, str)})
