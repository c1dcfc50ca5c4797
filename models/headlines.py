"""Multi-story titles split into their headlines, so that each can be judged alone."""

from __future__ import annotations

import re

FEWEST = 3
_LEAD = re.compile(r"^(the batch|this week|in this issue|weekly|newsletter|digest)[^:,]{0,40}:\s*", re.I)
_GREETING = re.compile(r"^[^!?:,]{3,30}[!]\s+")
_BREAK = re.compile(r",\s+(?:and\s+|plus:?\s+)?|;\s+|\s+\|\s+|\s+\u2022\s+|\s+/\s+|,\s*&\s+")
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "as",
        "at",
        "but",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "its",
        "it",
        "nor",
        "of",
        "on",
        "or",
        "over",
        "the",
        "to",
        "up",
        "via",
        "vs",
        "with",
        "without",
        "your",
        "you",
        "be",
    ]
)


def headlines(title: str) -> list[str]:
    """The headlines of a digest's title, or an empty list where the title tells one story.

    A digest strings at least three phrases of several words together, nearly all of them capitalised.
    """
    rest = _GREETING.sub("", _LEAD.sub("", title[:600].strip()))
    parts = [part.strip(" .") for part in _BREAK.split(rest)]
    parts = [part for part in parts if part]
    if len(parts) < FEWEST or sum(len(part.split()) >= 2 for part in parts) < len(parts) - 1:
        return []
    if sum(len(part.split()) for part in parts) < 3 * FEWEST - 2:
        return []
    words = [word for word in re.findall(r"[A-Za-z][\w'’-]*", rest) if word.lower() not in _SMALL]
    capital = sum(word[0].isupper() for word in words)
    starts = all(part[0].isupper() or not part.split()[0].isalpha() for part in parts)
    return parts if words and starts and capital >= 0.8 * len(words) else []
