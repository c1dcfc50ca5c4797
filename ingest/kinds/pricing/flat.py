"""Prices in free lines, where a page lost its tables: labels, names and prices below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ingest.kinds.pricing import names
from ingest.kinds.pricing.cells import amounts, has_money, is_free, is_nothing
from ingest.kinds.pricing.columns import is_unit
from ingest.kinds.pricing.pairs import is_add_on, paired, resolution, with_variant
from ingest.kinds.pricing.shapes import NOTHING, Hint, Reading, Setting, Words, merged
from ingest.kinds.pricing.units import subject, unit_of
from ingest.kinds.pricing.words import read

_LONGEST = 220
_SPARE_WORDS = 3
_BARE = Hint(priced=True)
_REGION = re.compile(r"(?:us|eu|ap|asia|europe|me|sa|ca|af|cn)-[a-z]+-?\d{0,2}")
_NUMBERS = re.compile(r"[~≈]?\d")


@dataclass(slots=True)
class _Label:
    """A line that says what the prices below it are for."""

    text: str
    hint: Hint


@dataclass(slots=True)
class _Lines:
    """The state of a walk over the lines of one section."""

    setting: Setting
    names: list[str]
    tiers: list[Hint]
    heads: list[_Label] = field(default_factory=list)
    label: _Label | None = None
    pending: list[_Label] = field(default_factory=list)
    row: list[str] = field(default_factory=list)
    variant: str | None = None
    tier: Hint = NOTHING
    subject: str | None = None
    blocks: int = 0
    mute: bool = False
    found: list[Reading] = field(default_factory=list)


def read_lines(lines: list[Words], setting: Setting, tabs: list[str]) -> list[Reading]:
    """Every price in the lines of one section; what can't be told stays out or is marked."""
    cells = list(_cells(lines))
    blocks = _blocks(cells)
    tiers = [read(tab)[0] for tab in tabs] if len(tabs) == blocks else []
    state = _Lines(setting, list(setting.names), tiers)
    for cell in cells:
        _take(state, cell)
    _close(state)
    if len(tabs) > 1 and blocks and not tiers:
        reason = f"{len(tabs)} tabs but {blocks} lists of prices"
        return [replace(reading, doubts=(*reading.doubts, reason)) for reading in state.found]
    return state.found


def _cells(lines: list[Words]) -> Iterator[str]:
    """Paragraphs as cells: one of prices only stays whole, others fall into lines."""
    for line in lines:
        rows = line.text.split("\n")
        if len(rows) > 1 and all(map(has_money, rows)) and not names.looks_like_name(_front(rows[0])):
            yield line.text
        else:
            yield from rows


def _blocks(cells: list[str]) -> int:
    """How many lists of prices start with the same plan header."""
    return sum(1 for cell in cells if len(cell) < 60 and not has_money(cell) and _is_plan(read(cell)[0]))


def _is_plan(hint: Hint) -> bool:
    """A header such as "Paid Tier, per 1M tokens in USD"."""
    return hint.priced and hint.per is not None and not is_unit(hint) and not hint.free_plan


def _front(text: str) -> str:
    """The text before the first money of a line."""
    found = re.search(r"[$€£¥￥]|\d+(?:\.\d+)? ?元", text)
    return text[: found.start()].strip(" :-–—|") if found else ""


def _take(state: _Lines, cell: str) -> None:
    """One cell: a price, a label, a tier, a name, a size, or nothing of use."""
    if ":" in cell and is_free(cell) and read(cell)[0].free_plan:
        return
    if (
        has_money(cell)
        or (is_free(cell) and not read(cell)[0].free_plan)
        or (is_nothing(cell) and (state.label or state.heads or state.pending))
    ):
        if len(cell) <= _LONGEST:
            _value(state, cell)
        return
    if len(cell) > 90 or cell.endswith((".", "!", "?")):
        return
    hint, left = read(cell)
    if names.looks_like_name(cell) and not hint.priced and not is_unit(hint):
        _name(state, cell)
    elif (
        (hint.service or hint.extras)
        and not left
        and replace(hint, service=None, extras=frozenset()) in (NOTHING, _BARE)
        and not state.pending
    ):
        _close(state)
        state.tier, state.heads, state.label = hint, [], None
    elif is_unit(hint) or hint.priced or hint.free_plan or (hint.per and not left):
        _label(state, cell, hint, left)
    elif _REGION.fullmatch(cell):
        state.variant = cell
    elif size := resolution(cell):
        state.variant = state.variant or size
    elif left and not _NUMBERS.match(cell):
        _close(state)
        state.mute, state.label = True, None
        state.subject = subject(cell) or state.subject
        state.names = list(state.setting.names)
        state.tier = state.tier if state.tiers else NOTHING


def _name(state: _Lines, cell: str) -> None:
    """A line that names the next AI model; a label of a unit ends here, a header goes on."""
    _close(state)
    _settle(state)
    if state.label and is_unit(state.label.hint):
        state.label = None
    if state.setting.names and " " not in cell and not (state.found or state.heads or state.label):
        return
    state.names = [names.cleaned(cell)]
    state.variant, state.mute = None, False


def _label(state: _Lines, cell: str, hint: Hint, left: str) -> None:
    """A line that says what the next prices are for."""
    _close(state)
    if _is_plan(hint) and state.tiers:
        state.tier = state.tiers[min(state.blocks, len(state.tiers) - 1)]
        state.blocks += 1
    if is_add_on(cell) and not is_unit(hint):
        state.mute = True
        return
    if left:
        hint = with_variant(cell, hint)
    state.pending.append(_Label(cell, hint))
    state.mute = False


def _settle(state: _Lines) -> None:
    """Labels in a row become the headers of columns, or headers and one label."""
    pending, state.pending = state.pending, []
    telling = [label for label in pending if label.hint != _BARE]
    if not telling or not all(label.hint.service for label in telling):
        pending = telling
    if not pending:
        return
    units = [label for label in pending if is_unit(label.hint) or label.hint.variant]
    if len(pending) == 1:
        state.label = pending[0]
        if units and state.heads and all(is_unit(head.hint) for head in state.heads):
            state.heads = []
    elif len(units) == 1 and units[0] is pending[-1]:
        state.heads, state.label = pending[:-1], units[0]
    elif not units and pending[-1].hint.modality:
        state.heads, state.label = pending[:-1], pending[-1]
    else:
        state.heads, state.label = pending, None


def _value(state: _Lines, cell: str) -> None:
    """A cell with a price; a name or label may stand before it on the same line."""
    if state.pending:
        _close(state)
        _settle(state)
    front = _front(cell) if has_money(cell) else ""
    if front and names.looks_like_name(front) and not is_unit(read(front)[0]):
        _name(state, front)
        cell = cell[cell.index(front) + len(front) :].strip(" :-–—|")
    state.row.append(cell)
    if not state.heads:
        _close(state)


def _close(state: _Lines) -> None:
    """Reads the values held since the last name or label."""
    row, state.row = state.row, []
    if not row or state.mute or not state.names:
        return
    heads = state.heads
    doubt = "values do not fit the headers" if heads and len(row) != len(heads) else None
    for at, cell in enumerate(row):
        head = heads[at].hint if at < len(heads) else NOTHING
        if not head.free_plan:
            _emit(state, cell, head, heads[at].text if at < len(heads) else "", doubt)
    if not heads:
        state.variant = None


def _emit(state: _Lines, cell: str, head: Hint, head_text: str, doubt: str | None) -> None:
    """The readings of one value."""
    label = state.label or _Label("", NOTHING)
    topic = (
        subject(cell, label.text, head_text)
        or state.subject
        or state.setting.subject
        or subject(*state.names)
    )
    about = merged((state.setting.hint, state.tier, head, label.hint))
    for amount, said in paired(
        amounts(cell, about.currency or state.setting.currency), label.hint.under(head), label.text
    ):
        hint = replace(said.under(about), subject=topic, currency=amount.currency or about.currency)
        if state.variant and not hint.variant:
            hint = replace(hint, variant=state.variant)
        if len(amount.rest.split()) > _SPARE_WORDS or (hint.per is None and not is_unit(hint)):
            continue
        vague = "input or output not stated" if unit_of(hint) == "blended" else None
        doubts = tuple(text for text in (amount.doubt, doubt, vague) if text)
        quote = " | ".join(
            dict.fromkeys(part for part in (state.names[0], label.text, head_text, cell) if part)
        )
        state.found += [Reading(name, hint, amount.value, quote, doubts) for name in state.names]
