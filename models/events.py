"""The one event type of an item, by ordered rules: silent rather than wrong."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.headlines import headlines
from models.items import Item, body_of
from models.theme_rules import lower

TYPES = (
    "price_change",
    "security_incident",
    "policy_legal",
    "acquisition_partnership",
    "funding",
    "deprecation",
    "delay_cancel",
    "reorganisation",
    "launch",
    "benchmark_result",
)


@dataclass(frozen=True, slots=True)
class Event:
    """What kind of event an item tells: one of TYPES, or `none`."""

    type: str
    confidence: float


def event(item: Item) -> Event:
    """The first type in order of precedence whose rule holds."""
    if headlines(item.title):
        return Event("none", 0.9)
    title, body = lower(item.title), lower(body_of(item))
    if re.search(r"\b(introducing|announcing|launch\w*|now available|is here)\b", title or body):
        return Event("launch", 0.8)
    return Event("none", 0.6)
