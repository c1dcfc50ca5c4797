"""Who told a story first, who followed, and how far off the talk and the price are, in one sentence."""

from __future__ import annotations

import pandas as pd

from pages.parts import evidence

DID = {
    "post": "said it",
    "release": "released it",
    "press": "told it",
    "talk": "talked of it",
    "price": "priced it",
}
SMALL = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six", 7: "seven", 8: "eight", 9: "nine"}


def sentence(thread: pd.DataFrame) -> str:
    """Who said it first, who followed, and how far off the talk and the price are."""
    first = thread.iloc[0]
    start = first["happened_at"]
    name, on = (_place(first) if first["what"] == "talk" else teller(first)), evidence.day(start)
    rest = thread[[teller(row) != name for _, row in thread.iterrows()]]
    tellers = rest[~rest["what"].isin(["talk", "price"])]
    own = thread[
        [teller(row) == name and evidence.day(row["happened_at"]) == on for _, row in thread.iterrows()]
    ]
    did = DID["post" if "post" in set(own["what"]) else first["what"]]
    parts = [f"{name} {did} first, on {on}"]
    if tellers.empty:
        parts = [f"{name} {did}, on {on}; nobody else so far"]
    elif tied := _tied(tellers, start):
        parts = [f"{', '.join(tied[:3])} and {name} told it on the same day, {on}"]
        tellers = tellers[[teller(row) not in tied for _, row in tellers.iterrows()]]
    if len(tellers):
        begun = {teller(row): row["happened_at"] for _, row in tellers[::-1].iterrows()}
        names = list(begun)
        who = names[0] if len(names) == 1 else f"{SMALL.get(len(names), len(names))} others"
        parts.append(f"{who} followed {_within(start, max(begun.values()), len(names))}")
    for what in ("talk", "price"):
        found = thread[(thread["what"] == what) & (thread.index > 0)]
        if len(found):
            one = found.iloc[0]
            # A price is dated by the list that has it, which may lag behind the vendor.
            told = f"talk of it on {_place(one)}" if what == "talk" else "a price listed"
            parts.append(f"{told} {_later(start, one['happened_at'])}")
    return "; ".join(parts)


def leaders(thread: pd.DataFrame) -> set[str]:
    """Who told it first: one, or all of whom nobody knows which was."""
    first = thread.iloc[0]
    told = thread[~thread["what"].isin(["talk", "price"])]
    others = told[[teller(row) != teller(first) for _, row in told.iterrows()]]
    return {teller(first), *_tied(others, first["happened_at"])}


def _tied(tellers: pd.DataFrame, start: pd.Timestamp) -> list[str]:
    """Others who told it on the first day, where no hour says who was first."""
    if tellers.empty or not _undecided(start, tellers["happened_at"].iloc[0]):
        return []
    same = tellers[tellers["happened_at"].dt.date == start.date()]
    return list(dict.fromkeys(teller(row) for _, row in same.iterrows()))


def _undecided(first: pd.Timestamp, second: pd.Timestamp) -> bool:
    """Two on one day of which one gives no hour: nobody knows who was first."""
    hourless = any(moment.hour == moment.minute == 0 for moment in (first, second))
    return first.date() == second.date() and hourless


def _within(start: pd.Timestamp, end: pd.Timestamp, many: int) -> str:
    days = (end.date() - start.date()).days
    if days < 1:
        return "the same day"
    return f"{'within ' if many > 1 else ''}{_days(days)}{'' if many > 1 else ' later'}"


def _later(start: pd.Timestamp, moment: pd.Timestamp) -> str:
    days = (moment.date() - start.date()).days
    return f"{_days(abs(days))} {'later' if days > 0 else 'before'}" if days else "the same day"


def _days(number: int) -> str:
    return f"{number} day{'s' if number > 1 else ''}"


def teller(row: pd.Series) -> str:
    """Who tells it: a vendor or a speaker, else the source."""
    return evidence.clean(row["who"], 40) or evidence.clean(row["source_title"], 40) or "Unknown"


def _place(row: pd.Series) -> str:
    return evidence.clean(row["source_title"], 60) or teller(row)
