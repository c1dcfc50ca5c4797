"""The one event type of an item, by the ordered rules of events.toml: silent rather than wrong."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.headlines import headlines
from models.items import Item, body_of, title_of
from models.theme_rules import lower

EVENTS_FILE = Path(__file__).with_name("events.toml")
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
LEAD = 320  # characters of a body that tell the event; what follows explains it
TEXT_SHARE = 0.9  # a rule that holds in the body alone is a little less sure
SURE_NONE, UNSURE_NONE = 0.9, 0.7


@dataclass(frozen=True, slots=True)
class Event:
    """What kind of event an item tells: one of TYPES, or `none`."""

    type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class EventRule:
    """Patterns for one type: in the title, in the first sentences, and what speaks against both."""

    type: str
    confidence: float
    title: re.Pattern[str]
    text: re.Pattern[str]
    unless: re.Pattern[str]


def event(item: Item) -> Event:
    """The first type in the rules' order that holds; talk, guides and digests tell none."""
    title, body = lower(title_of(item).strip()), lower(body_of(item))[:LEAD]
    never_title, never_text, rules = _rules()
    if not title or headlines(item.title):
        return Event("none", SURE_NONE)
    if never_title.search(title) or never_text.search(body):
        return Event("none", SURE_NONE)
    for rule in rules:
        if rule.unless.search(title):
            continue
        if rule.title.search(title):
            return Event(rule.type, rule.confidence)
        if rule.text.search(body) and not rule.unless.search(body):
            return Event(rule.type, round(rule.confidence * TEXT_SHARE, 2))
    return Event("none", UNSURE_NONE)


@lru_cache(maxsize=1)
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], tuple[EventRule, ...]]:
    stored = tomllib.loads(EVENTS_FILE.read_text(encoding="utf-8"))
    words = {name: f"(?:{pattern})" for name, pattern in stored["words"].items()}
    rules = tuple(
        EventRule(
            row["type"],
            float(row["confidence"]),
            _pattern(row["title"], words),
            _pattern(row.get("text", []), words),
            _pattern(row["unless"], words),
        )
        for row in stored["event"]
    )
    never = stored["never"]
    return re.compile(never["title"]), re.compile(never["text"]), rules


def _pattern(written: str | list[str], words: dict[str, str]) -> re.Pattern[str]:
    """One pattern as it stands, or any of a list, each from the start of a word; an empty list holds nowhere."""
    whole = written if isinstance(written, str) else "|".join(written)
    for name, pattern in words.items():
        whole = whole.replace(f"<{name}>", pattern)
    if isinstance(written, str):
        return re.compile(whole)
    return re.compile(rf"(?<!\w)(?:{whole})" if written else r"(?!)")
