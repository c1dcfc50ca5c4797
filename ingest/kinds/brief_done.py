"""Whether a list says of its own item that it is done: a ticked box, a mark in the words, a status beside it."""

from __future__ import annotations

import re

_TICKED = re.compile(r"\[[xX✓✔]\\?\]|[☑✓✔✅]")
_EMPTY = re.compile(r"\[[ ~-]?\\?\]|[☐□]")
_OVER = r"done|closed|completed?|finished|resolved|x"
_GOES_ON = (
    r"open|in progress|wip|pending|ongoing|blocked|not started|not done|new|to[ -]?do|started|late|overdue"
    r"|carried (?:over|forward)"
)
_MARK = re.compile(
    rf"[\[(](?:(?P<over>{_OVER})|(?P<goes>{_GOES_ON}))[\])]"
    rf"|^(?P<front>done|completed?)\s*[:–—-]\s"
    rf"|\s[–—-]\s+(?:(?P<last>done|completed?)|(?P<later>{_GOES_ON}))\s*\.?$"
    r"|(?P<sign>[✅☑✔✓])",
    re.I,
)
_STATUS = re.compile(rf"(?:{_OVER}|yes|y(?=$)|(?P<goes>{_GOES_ON}|no|n(?=$)))\b|[✅☑✔✓]", re.I)

_STATUS_LINE = re.compile(r"[*_]{0,2}(?:status|progress|state)[*_]{0,2}\s?[:：=][*_]{0,2}\s*", re.I)


def done_by_box(bullet: str) -> bool | None:
    """What the box before an item says; null where there is none."""
    if _TICKED.search(bullet):
        return True
    return False if _EMPTY.search(bullet) else None


def done_in(words: str) -> bool | None:
    """What a mark inside the item's own words says; null where there is none."""
    found = _MARK.search(words)
    if found is None:
        return None
    return not (found["goes"] or found["later"])


def done_by_line(words: str) -> bool | None:
    """What a line of its own below the item says ("Status: done"); null for any other line."""
    found = _STATUS_LINE.match(words)
    return done_by_status(words[found.end() :]) if found else None


def done_by_status(words: str) -> bool | None:
    """What a status beside the item says ("Done", "in progress"); null for any other word."""
    found = _STATUS.match(words.strip(" *_.()[]"))
    return None if found is None else not found["goes"]
