"""The one event type of an item, by the ordered rules of events.toml and its further files: silent rather than wrong."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from models.headlines import headlines
from models.items import MOST_TITLE, Item, body_of, title_of
from models.theme_rules import lower

EVENTS_FILE = Path(__file__).with_name("events.toml")
MORE_FILES = tuple(Path(__file__).with_name(f"events_{name}.toml") for name in ("press", "plain"))
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
BUSINESS = (
    "price_change",
    "acquisition_partnership",
    "funding",
    "reorganisation",
    "policy_legal",
    "deprecation",
    "delay_cancel",
)
LEAD = 320  # characters of a body that tell the event; what follows explains it
TEXT_SHARE = 0.9  # a rule that holds in the body alone is a little less sure
SURE_NONE, UNSURE_NONE = 0.9, 0.7
# A name with its post is one story, and so is what goes on with a verb after it.
_ONE_STORY = re.compile(
    r"^(introducing|welcoming|announcing|meet) (our|the) new\b"
    r"|, (is|are|was|has|will|to|joins|joined|leaves|quits|resigns|steps|becomes|named|dies|says|returns)\b[^,]*$",
    re.I,
)
# A changelog's entry may have no name but its day or month.
_MONTH = (
    r"(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?"
    r"|nov(ember)?|dec(ember)?)"
)
_DAY = re.compile(
    rf"{_MONTH}\W+(\d{{1,2}}|20\d\d|\d{{1,2}},? 20\d\d)|\d{{1,2}} {_MONTH}( 20\d\d)?|20\d\d(-\d\d){{1,2}}",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+")
MOST_POST = 45  # words of a text without a title that may still be news
_NEWS = re.compile(
    r"\b(just|today|yesterday|is now rolling|about to|launched|released|unveiled|announced|introduced|acquired)\b",
    re.I,
)
_TALK = re.compile(r"\b(i|me|my|we|us|our|you|your|they)\b", re.I)  # who says this talks and tells no news
_GLUED = re.compile(  # a date and a section that a scraper put before the title
    r"^[a-z]{3} \d{1,2}, \d{4}\s*(announcements|alignment|policy|interpretability|product|research|science"
    r"|economic research|societal impacts)?\s*(?=\S)"
)
FEWEST_WORDS = 3  # words before "amid" or "after" that tell an event on their own
# What a headline adds as background is not its event.
_BACKGROUND = re.compile(
    r",? (amid|amidst|despite|while(?! (cutting|lowering|raising|reducing|doubling)\b)"
    r"|(after|as|when) (?=(it|he|she|they)\b)).*|(?<=\w) [—–-]+ (is|are|will|could|can|does|what|why|who)\b[^?]*\?$"
)
# What came before is its event only if nothing else is, or if it is a leak.
_BEFORE = re.compile(r",? (after|following)\b(?!.{0,80}\b(leak|breach|hack|expos))[^,]*")


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
    whole, text = _headline(item)
    title = _without(_BACKGROUND, _GLUED.sub("", lower(whole)))
    body = lower(text)[:LEAD]
    never_title, never_text, _ = _rules()
    if not title or _several_stories(whole):
        return Event("none", SURE_NONE)
    if never_title.search(title) or never_text.search(body):
        return Event("none", SURE_NONE)
    for told in dict.fromkeys((_without(_BEFORE, title), title)):
        if found := _told(told, body):
            return found
    return Event("none", UNSURE_NONE)


def _headline(item: Item) -> tuple[str, str]:
    """Title and body; the first sentence stands for a title that is only a day, or is missing from a short piece of news."""
    title, body = title_of(item).strip(), body_of(item).strip()
    first = _SENTENCE.split(body, maxsplit=1)[0][:MOST_TITLE]
    news = len(body.split()) <= MOST_POST and _NEWS.search(first) and not _TALK.search(body)
    return (first, body) if (_DAY.fullmatch(title) if title else news) else (title, body)


def _told(title: str, body: str) -> Event | None:
    """What the first rule that holds says, or null."""
    for rule in _rules()[2]:
        if rule.unless.search(title):
            continue
        if rule.title.search(title):
            return Event(rule.type, rule.confidence)
        if rule.text.search(body) and not rule.unless.search(body):
            return Event(rule.type, round(rule.confidence * TEXT_SHARE, 2))
    return None


def _without(clause: re.Pattern[str], title: str) -> str:
    """A title without such a clause, unless too little would be left."""
    front = clause.sub("", title)
    return front if len(front.split()) >= FEWEST_WORDS else title


def _several_stories(title: str) -> bool:
    """A digest; a lone word before a comma is a name with its apposition, and so one story."""
    parts = headlines(title)
    return not _ONE_STORY.search(title) and bool(parts) and all(" " in part for part in parts)


@lru_cache(maxsize=1)
def _rules() -> tuple[re.Pattern[str], re.Pattern[str], tuple[EventRule, ...]]:
    stored, *more = (tomllib.loads(path.read_text(encoding="utf-8")) for path in (EVENTS_FILE, *MORE_FILES))
    rows = [row for file in (stored, *more) for row in file["event"]]
    order = list(dict.fromkeys(row["type"] for row in stored["event"]))
    words = {name: f"(?:{pattern})" for name, pattern in stored["words"].items()}
    rules = tuple(
        EventRule(
            row["type"],
            float(row["confidence"]),
            _pattern(row["title"], words),
            _pattern(row.get("text", []), words),
            _pattern(row["unless"], words),
        )
        for row in sorted(rows, key=lambda row: order.index(row["type"]))
    )
    never = stored["never"]
    return re.compile(f"{never['title']}|{never['hedge']}"), re.compile(never["text"]), rules


def _pattern(written: str | list[str], words: dict[str, str]) -> re.Pattern[str]:
    """One pattern as it stands, or any of a list, each from the start of a word; an empty list holds nowhere."""
    whole = written if isinstance(written, str) else "|".join(written)
    for name, pattern in words.items():
        whole = whole.replace(f"<{name}>", pattern)
    if isinstance(written, str):
        return re.compile(whole)
    return re.compile(rf"(?<!\w)(?:{whole})" if written else r"(?!)")
