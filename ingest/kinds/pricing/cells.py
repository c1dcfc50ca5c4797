"""A cell of a price table as exact amounts of money, each with what the cell itself says about it."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import NOTHING, Amount, Hint
from ingest.kinds.pricing.words import read

_SIGNS = {
    "$": "USD", "us$": "USD", "usd": "USD", "美元": "USD", "€": "EUR", "eur": "EUR", "euro": "EUR",
    "euros": "EUR", "£": "GBP", "gbp": "GBP", "¥": "¥", "cny": "CNY", "rmb": "CNY", "yuan": "CNY",
    "元": "CNY", "人民币": "CNY", "jpy": "JPY", "円": "JPY", "₹": "INR", "inr": "INR", "₩": "KRW",
    "krw": "KRW", "a$": "AUD", "c$": "CAD", "ca$": "CAD",
    "hk$": "HKD", "s$": "SGD", "nt$": "TWD", "r$": "BRL",
}  # fmt: skip
_BEFORE = (
    r"(?P<sign>(?:us|a|ca|c|hk|s|nt|r)?\$|[€£¥₹₩₽₺₿฿₫₴₦]|(?<![a-z])(?:usd|eur|cny|rmb|gbp|jpy"
    r"|inr|krw)(?= ?-?[\d.]))"
)
_AFTER = (
    r"(?P<after>[$€£¥₹₩](?! ?\d)|元|円|美元|(?:usd|eur|euros?|cny|rmb|yuan|gbp|jpy)(?![a-z])|¢"
    r"|cents?(?![a-z]))"
)
_NUMBER = r"(?P<number>\d{1,3}(?:\.\d{3})+,\d{1,2}|\d[\d,]*(?:\.\d+)?|\.\d+)(?![.,]?\d)"
_MONEY = re.compile(
    rf"(?P<minus>-(?=[^\s\d]))?{_BEFORE}? ?(?P<minus2>-(?=\d))?(?<![\w.,]){_NUMBER}"
    rf"(?P<glued>[a-z](?![a-z]))? ?{_AFTER}?"
)
_BARE = re.compile(rf"(?P<minus>-)?{_NUMBER}")
_ASIDE = re.compile(
    r"\((?:[^()]{0,40}(?:equivalent|approximately|approx|equals|about|was |previously|formerly"
    r"|originally|≈|~|原价|约)[^()]{0,120})\)"
    r"|\([^()]{0,24}/ ?[$€£¥] ?1\)"
    r"|(?:was|previously|formerly|originally|原价)[: ]{1,2}[$€£¥]? ?[\d.,]+元?"
)
_FREE = re.compile(r"free(?: of charge)?|免费|no charge|完全免费|\(free\)")
_FREE_AWHILE = re.compile(r"limited|限时|temporar|preview|beta|trial|until|promotion|currently")
_NONE = re.compile(
    r"[\s\-–—―_/\\.·✗✘×xX*]*|n\.?/?a\.?|none|not (?:available|applicable|supported|offered)"
    r"|unavailable|tbd|tba|coming soon|"
    r"(?:please )?contact (?:us|sales|support).*|variable|varies|custom(?: pricing)?|on request|"
    r"暂不支持|不支持|暂无|敬请期待|联系我们|无|yes|no|是|否"
)
_VAGUE = re.compile(
    r"(?<![a-z])(?:from|starting at|starts at|as low as|up to|approx\w*|about|around|at least"
    r"|minimum|min\.|estimated)(?![a-z])|[~≈]|起$"
)
_THEN = re.compile(r"then|after|thereafter|之后")
_SHORT = {"in": "input", "out": "output"}
_PLUS = re.compile(r"\+ ?[a-z]")


def is_nothing(cell: str) -> bool:
    """A cell that says that there is no price: a dash, N/A, contact us."""
    return _NONE.fullmatch(folded(cell).strip()) is not None


def is_free(cell: str) -> bool:
    """A cell that says that it costs nothing, perhaps for a while."""
    return "free" in (text := folded(cell)) and len(text) < 60 or "免费" in text and len(text) < 20


@lru_cache(maxsize=8192)
def has_money(cell: str) -> bool:
    """Whether a number with a currency stands in the cell."""
    return any(found.group("sign") or found.group("after") for found in _MONEY.finditer(folded(cell)))


@lru_cache(maxsize=8192)
def is_value(cell: str) -> bool:
    """A cell that stands where a price stands: money, free, or no price."""
    return has_money(cell) or is_free(cell) or is_nothing(cell)


def amounts(cell: str, currency: str | None = None, bare: bool = False) -> list[Amount]:
    """The prices of one cell in order; a bare number counts only where the column is known to hold prices."""
    text = _ASIDE.sub(" ", folded(cell))
    hits = [found for found in _MONEY.finditer(text) if found.group("sign") or found.group("after")]
    if not hits:
        return _without_sign(text.strip(), currency, bare)
    notes = _notes(text, [found.span() for found in hits])
    found = _in_turn([_amount(hit, *note) for hit, note in zip(hits, notes, strict=True)], notes)
    first = read(notes[0][0].strip(" :,;\n"))[0].per if notes[0][0].strip() else None
    return (
        [replace(each, hint=replace(each.hint, per=each.hint.per or first)) for each in found]
        if first
        else found
    )


def _in_turn(found: list[Amount], notes: list[tuple[str, str]]) -> list[Amount]:
    """ "$2 until September 1, then $3": the later price starts on the day on which the earlier one ends."""
    for at in range(1, len(found)):
        earlier, later = found[at - 1], found[at]
        if earlier.hint.ends and not later.hint.starts and _THEN.search(notes[at - 1][1] + notes[at][0]):
            found[at] = replace(later, hint=replace(later.hint, starts=earlier.hint.ends))
    return found


def _without_sign(text: str, currency: str | None, bare: bool) -> list[Amount]:
    """Free, or a bare number in a column whose header names the currency."""
    if _FREE.fullmatch(text):
        return [Amount(Decimal(0), currency, NOTHING)]
    if is_free(text) and _FREE_AWHILE.search(text):
        return [Amount(Decimal(0), currency, NOTHING, doubt="free for a limited time, end not stated")]
    found = _BARE.fullmatch(text)
    if not found or not bare:
        return []
    value, doubt = _decimal(found.group("number"))
    if found.group("minus"):
        value, doubt = -value, "negative price"
    return [Amount(value, currency, NOTHING, doubt=doubt)]


def _notes(text: str, spans: list[tuple[int, int]]) -> list[tuple[str, str]]:
    """(words before, words after) of each amount: "Input: $5 / MTok" or "$1.25, prompts <= 200k"."""
    leading = bool(text[: spans[0][0]].strip(" \n(•-"))
    before, after = [text[: spans[0][0]]], []
    for (_, end), (start, _) in zip(spans, spans[1:], strict=False):
        between = text[end:start]
        cut = len(between)
        if leading or between.rstrip().endswith(":"):
            cut = max((between.rfind(mark) + 1 for mark in "\n,;|"), default=0) or len(between)
            if (
                cut == len(between)
                and not between.rstrip().endswith((",", ";", "|", "\n"))
                and ":" in between
            ):
                cut = 0
        elif "\n" in between:
            cut = between.index("\n") + 1
        after.append(between[:cut])
        before.append(between[cut:])
    after.append(text[spans[-1][1] :])
    return list(zip(before, after, strict=True))


def _amount(found: re.Match[str], before: str, after: str) -> Amount:
    """One number with its currency, hint and doubt."""
    value, doubt = _decimal(found.group("number"))
    mark = found.group("sign") or found.group("after")
    currency = _SIGNS.get(mark)
    ahead, left_ahead = read(before.strip(" :,;\n")) if before.strip() else (NOTHING, "")
    behind, left_behind = read(after.strip(" ,;\n")) if after.strip() else (NOTHING, "")
    hint: Hint = behind.under(ahead)
    hint = replace(hint, direction=hint.direction or _SHORT.get(after.strip(" ,;/\n")))
    if found.group("minus") or found.group("minus2"):
        value, doubt = -value, "negative price"
    elif found.group("glued"):
        doubt = "a letter follows the number"
    elif currency is None:
        doubt = f"unknown currency {mark}"
    elif _VAGUE.search(before) or (_VAGUE.search(after) and not hint.banded and hint.per not in ("song",)):
        doubt = "an approximate price"
    elif _PLUS.search(after):
        doubt = "another charge is added to this price"
    elif hint.undated:
        doubt = "a date without year or meaning"
    return Amount(value, currency, hint, f"{left_ahead} {left_behind}".strip(), doubt)


def _decimal(number: str) -> tuple[Decimal, str | None]:
    """The exact number; a comma is decimal where it cannot part thousands."""
    doubt = None
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d{1,2}", number):
        number = number.replace(".", "").replace(",", ".")
    if "," in number:
        head, _, tail = number.partition(",")
        if re.fullmatch(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?", number) and head != "0":
            number = number.replace(",", "")
        elif tail.isdigit():
            number = f"{head}.{tail}"
        else:
            number, doubt = number.replace(",", ""), "a number with unclear commas"
    if len(number) > 24:
        return Decimal(0), "a number of absurd length"
    return Decimal(number), doubt
