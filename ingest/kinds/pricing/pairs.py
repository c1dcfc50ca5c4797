"""What one cell of prices means beside its label: pairs of prices, picture sizes, readings by name."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.kinds.pricing import names
from ingest.kinds.pricing.cells import is_value
from ingest.kinds.pricing.columns import is_unit
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import NOTHING, Amount, Hint, Reading
from ingest.kinds.pricing.words import read

_PIXELS = re.compile(r"(?<!\d)(\d{3,4}) ?[x×*] ?(\d{3,4})(?!\d)")
_LINES = re.compile(r"(?<![\w.])(\d{3,4}p|[1248]k)(?![\w.])", re.I)
_UNCLEAR = "several prices in one cell, unclear which is which"
LABEL_LIMIT = 80
_LABEL_WORDS = re.compile(
    r"\b(?:image|video|audio|text|music|generation|prices?|pricing|costs?|with|per)\b|\([^()]{0,40}\)", re.I
)
_ADD_ON = re.compile(r"(?<![a-z])(?:grounding|search|maps?|tools?|calls?|storage of files)(?![a-z])")


def resolution(text: str) -> str | None:
    """A picture size such as 1024x1792, 720P or 4K."""
    if found := _PIXELS.search(text):
        return f"{found.group(1)}x{found.group(2)}"
    found = _LINES.search(text)
    return found.group(1).upper() if found else None


def is_add_on(label: str) -> bool:
    """A line about a tool that is sold beside an AI model."""
    return _ADD_ON.search(folded(label)) is not None


def with_variant(label: str, hint: Hint) -> Hint:
    """A label such as "Imagen 4 Fast image price" names a variant beside what is sold."""
    named = " ".join(_LABEL_WORDS.sub(" ", label).split())
    if is_unit(hint) or hint.variant or not names.looks_like_name(named):
        return hint
    return replace(hint, variant=named)


def paired(values: list[Amount], said: Hint, header: str) -> list[tuple[Amount, Hint]]:
    """Each amount with its hint; two plain amounts where no direction is named are input and output."""
    parts = [read(part)[0] for part in header.split("/")]
    if len(values) == len(parts) > 1 and all(map(is_unit, parts)):
        return _by_parts(values, parts, said)
    if len(values) < 2 or not all(map(_is_plain, values)):
        return [(value, value.hint) for value in values]
    first, second = values[:2]
    named = is_unit(said) and said.direction != "both"
    if len(values) > 2 or named or first.value > second.value or (first.hint.per and second.hint.per):
        return [(replace(value, doubt=value.doubt or _UNCLEAR), value.hint) for value in values]
    per = first.hint.per or second.hint.per
    return [(first, Hint(direction="input", per=per)), (second, Hint(direction="output", per=per))]


def _by_parts(values: list[Amount], parts: list[Hint], said: Hint) -> list[tuple[Amount, Hint]]:
    """Amounts below a header such as "Input / cached / output per MTok"."""
    whole = values[-1].hint.per or said.per
    found = []
    for value, part in zip(values, parts, strict=True):
        per = value.hint.per or part.per or whole
        found.append((value, replace(part.under(value.hint), cache=part.cache or "miss", per=per)))
    return found


def _is_plain(value: Amount) -> bool:
    """An amount of which the cell says nothing that tells it from its neighbour."""
    bare = replace(value.hint, direction=None, per=None) == NOTHING
    return bare and not value.rest and value.hint.direction in (None, "both")


def section_of(row: tuple[str, ...]) -> str | None:
    """The text of a row that spans the table and only says what follows."""
    texts = list(dict.fromkeys(cell for cell in row if cell.strip()))
    if not texts or len(texts) > 3 or any(map(is_value, texts)) or len(texts[0]) >= LABEL_LIMIT:
        return None
    if len(texts) > 1:
        return " · ".join(texts) if read(texts[-1])[0].per else None
    return texts[0] if len(row) != 2 else None


def readings(
    held: list[str], hint: Hint, amount: Amount, quote: str, doubt: str | None, ids: str | None
) -> list[Reading]:
    """One reading for each name that the price is for."""
    doubts = tuple(text for text in (amount.doubt, doubt) if text)
    said = replace(hint, currency=amount.currency or hint.currency)
    return [Reading(name, said, amount.value, quote, doubts, ids) for name in held or [""]]
