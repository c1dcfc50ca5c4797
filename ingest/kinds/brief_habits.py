"""What a list of actions is used to: titles in front, people in front, people at the end."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.kinds.brief_item import BY, COLON_TITLE, DASH_TITLE, TAIL_DASH, TAIL_PARTS, Setting, actor
from ingest.kinds.brief_terms import whole_day
from ingest.kinds.brief_words import LIKELY, person_rank, unknown


def habits(items: list[str], setting: Setting) -> Setting:
    """What a list is used to: "Title: …", "Title – …" or "… – Name" in half of its items, at least two."""
    least = max(2, (len(items) + 1) // 2)
    colon = _leading(items, COLON_TITLE, setting)
    dash = _leading(items, DASH_TITLE, setting)
    tails = [tail for words in items if (tail := _last_part(words, setting))]
    named = sum(_only_people(tail, setting) for tail in tails) >= least
    led = colon < least and dash < least and sum(bool(actor(words, setting)) for words in items) >= 2
    return replace(
        setting,
        colon_titles=colon >= least,
        dash_titles=dash >= least and not named,
        tail_names=named,
        led_by_names=led,
    )


def _last_part(words: str, setting: Setting) -> str | None:
    """What stands behind the last dash; where that is a day, behind the one before."""
    found = TAIL_DASH.search(words)
    if found and whole_day(found["told"].strip(" ."), setting.said_on):
        found = TAIL_DASH.search(words[: found.start()]) or found
    return found["told"] if found else None


def _only_people(tail: str, setting: Setting) -> bool:
    """Whether a tail names people, and at most dates beside them."""
    parts = [BY.sub("", part.strip(" .")) for part in TAIL_PARTS.split(tail)]
    rest = [part for part in parts if not (unknown(part) or whole_day(part, setting.said_on))]
    return bool(rest) and all(person_rank(part, setting.people) >= LIKELY for part in rest)


def _leading(items: list[str], form: re.Pattern[str], setting: Setting) -> int:
    """How many items open with a title of this form; none where all that stand there could be people."""
    found = [(match[1], words[match.end()]) for words in items if (match := form.match(words))]
    titles = [lead for lead, first in found if first.isupper() and len(lead.split()) <= 12]
    titles = [lead for lead in titles if not lead.islower()]
    people = [lead for lead in titles if person_rank(lead.strip("[]*_ "), setting.people) >= LIKELY]
    return 0 if len(people) == len(titles) else len(titles)
