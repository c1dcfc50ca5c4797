"""A price table as readings: by columns or by rows (transposed), with names from it or from around it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ingest.kinds.pricing import names
from ingest.kinds.pricing.cells import amounts, has_money, is_free, is_nothing, is_value
from ingest.kinds.pricing.columns import Column, by_rows, columns_of, is_head_name, is_unit
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import NOTHING, Amount, Grid, Hint, Reading, merged
from ingest.kinds.pricing.units import subject
from ingest.kinds.pricing.words import read

_PIXELS = re.compile(r"(?<!\d)(\d{3,4}) ?[x×*] ?(\d{3,4})(?!\d)")
_LINES = re.compile(r"(?<![\w.])(\d{3,4}p|[1248]k)(?![\w.])", re.I)
_LABEL_LIMIT = 80


@dataclass(frozen=True, slots=True)
class Setting:
    """What surrounds a table: the wider hint, the AI model names it may be about, the subject, the place."""

    hint: Hint
    names: tuple[str, ...]
    subject: str | None
    where: str
    known: frozenset[str]
    currency: str | None
    far_per: str | None = None


def resolution(text: str) -> str | None:
    """A picture size such as 1024x1792, 720P or 4K."""
    if found := _PIXELS.search(text):
        return f"{found.group(1)}x{found.group(2)}"
    found = _LINES.search(text)
    return found.group(1).upper() if found else None


def read_grid(grid: Grid, setting: Setting) -> list[Reading]:
    """Every price of the table, believed or not."""
    header, body = parts(grid)
    if setting.currency is None and len(found := _currencies(body)) == 1:
        setting = replace(setting, currency=found.pop())
    if not any(has_money(cell) or is_free(cell) for row in body for cell in row) and not _by_header(header):
        return []
    if grid.caption:
        setting = replace(setting, hint=read(grid.caption)[0].under(setting.hint))
    if by_rows(header, body):
        return _by_rows(header, body, setting)
    return _by_columns(header, body, setting)


def _currencies(body: list[tuple[str, ...]]) -> set[str]:
    """The currencies that the cells of a table name."""
    return {
        amount.currency
        for row in body
        for cell in row
        if has_money(cell)
        for amount in amounts(cell)
        if amount.currency
    }


def _by_header(header: tuple[str, ...]) -> bool:
    """A header that names a currency: bare numbers below it are prices."""
    return any(read(text)[0].currency or has_money(text) or "$" in text for text in header)


def parts(grid: Grid) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """(header, body) of a table; several header rows become one."""
    rows = [row for row in grid.rows if any(cell.strip() for cell in row)]
    count = grid.headers
    if count == 0 and rows and not any(map(has_money, rows[0])):
        count = 1
    head, body = rows[:count], rows[count:]
    width = max((len(row) for row in rows), default=0)
    texts = []
    for at in range(width if not head else max(len(row) for row in head)):
        said = dict.fromkeys(row[at] for row in head if at < len(row) and row[at].strip())
        texts.append("\n".join(said))
    return tuple(texts), body


def names_of(grid: Grid) -> list[str]:
    """The AI model names that a table states itself, for use by tables that state none."""
    header, body = parts(grid)
    if not any(has_money(cell) for row in body for cell in row):
        return []
    if by_rows(header, body):
        return [names.cleaned(text) for text in header[1:] if is_head_name(text)]
    at = next((at for at, column in enumerate(columns_of(header, body)) if column.role == "name"), None)
    if at is None:
        return []
    cells = [row[at] for row in body if len(row) == len(header) and row[at].strip()]
    return [name for cell in cells if " / " not in cell for name in names.split(cell)]


def _by_columns(header: tuple[str, ...], body: list[tuple[str, ...]], setting: Setting) -> list[Reading]:
    """Prices below headers; a row that lost its first cells takes them from the row above."""
    columns = columns_of(header, body)
    found: list[Reading] = []
    section = NOTHING
    above: tuple[str, ...] = ()
    held: list[str] = []
    for row in body:
        if _is_header_again(row, columns):
            columns, above, held = columns_of(row, body), (), []
            continue
        if (label := _section(row)) is not None:
            section, above, held = replace(read(label)[0], subject=subject(label)), (), []
            continue
        row = _filled(row, columns, above)
        held = _row_names(row, columns, setting, held)
        found += _row(row, columns, replace(setting, hint=section.under(setting.hint)), held)
        above = row
    return found


def _is_header_again(row: tuple[str, ...], columns: list[Column]) -> bool:
    """A second header row inside a table."""
    at = next((at for at, column in enumerate(columns) if column.role == "name"), None)
    return (
        at is not None
        and at < len(row)
        and folded(row[at]) == folded(columns[at].text)
        and not any(map(has_money, row))
    )


def _section(row: tuple[str, ...]) -> str | None:
    """The text of a row that spans the table and only says what follows."""
    texts = list(dict.fromkeys(cell for cell in row if cell.strip()))
    if (
        2 <= len(texts) <= 3
        and not any(map(is_value, texts))
        and read(texts[-1])[0].per
        and len(texts[0]) < _LABEL_LIMIT
    ):
        return " · ".join(texts)
    if len(texts) != 1:
        return None
    text = texts[0]
    return (
        text if (len(row) > 2 or len(row) == 1) and not is_value(text) and len(text) < _LABEL_LIMIT else None
    )


def _filled(row: tuple[str, ...], columns: list[Column], above: tuple[str, ...]) -> tuple[str, ...]:
    """A short row made whole: its cells belong to the right end where only so money stands below prices."""
    lack = len(columns) - len(row)
    if lack <= 0 or not above:
        return row
    moved = above[:lack] + row
    right = [column.role == "price" for column in columns]
    fits_left = all(not has_money(cell) or right[at] for at, cell in enumerate(row))
    fits_right = all(not has_money(cell) or right[at + lack] for at, cell in enumerate(row))
    kept = columns[0].role == "name" and not is_value(row[0]) and not read(row[0])[0].banded
    if fits_right and (not fits_left or not kept) and any(map(has_money, row)):
        return moved
    return row


def _row_names(row: tuple[str, ...], columns: list[Column], setting: Setting, held: list[str]) -> list[str]:
    """The names that a row is about; an empty or band-only name cell goes on with the row above."""
    at = next((at for at, column in enumerate(columns) if column.role == "name"), None)
    if at is None:
        return list(setting.names)
    cell = row[at] if at < len(row) else ""
    if not cell.strip() or cell.strip().startswith("↳") or names.band_of(cell) == cell:
        return held
    return names.split(cell, setting.known)


def _row(row: tuple[str, ...], columns: list[Column], setting: Setting, held: list[str]) -> list[Reading]:
    """The prices of one row."""
    pairs = list(zip(columns, row, strict=False))
    label, about, ids = _row_label(pairs)
    topic = subject(*about) or setting.hint.subject or setting.subject or subject(*held)
    currency = setting.hint.currency or setting.currency
    found: list[Reading] = []
    for column, cell in pairs:
        if column.role != "price" or not cell.strip():
            continue
        wide = merged((setting.hint, column.hint, _unitless(label) if is_unit(column.hint) else label))
        bare = bool(
            column.hint.currency
            or "$" in column.text
            or (wide.currency and (column.hint.priced or is_unit(column.hint)))
        )
        values = amounts(cell, column.hint.currency or _sign(column.text) or currency, bare)
        doubt = "cells of this row do not fit the header" if len(row) > len(columns) else None
        for amount, said in paired(values, column.hint, column.text):
            heard = "transcription" if "transcri" in folded(cell) else topic
            hint = _with_size(replace(said.under(wide), subject=heard), column, amount)
            hint = replace(
                hint, per=hint.per or column.shared or (setting.far_per if is_unit(hint) else None)
            )
            if (
                column.left
                and not is_unit(hint)
                and not resolution(column.left)
                and (hint.per or "").endswith("tokens")
            ):
                amount = replace(
                    amount, doubt=amount.doubt or f"can't tell what tokens these are: {column.text}"
                )
            found += _readings(held, hint, amount, f"{_row_text(row)} | {cell}", setting.where, doubt, ids)
    return found


def _unitless(label: Hint) -> Hint:
    """A row's label where the column already names the unit: the label may only refine it."""
    return replace(label, direction=None, cache=None, special=None)


def _row_text(row: tuple[str, ...]) -> str:
    """The label of a row for its quote: its first cells up to the first value."""
    kept: list[str] = []
    for cell in row:
        if is_value(cell) and cell.strip():
            break
        if cell.strip() and cell not in kept:
            kept.append(cell)
    return " | ".join(kept)[:160]


def _sign(text: str) -> str | None:
    """The currency of a header such as "Input ($/1M tokens)"."""
    for mark, currency in (("€", "EUR"), ("£", "GBP"), ("$", "USD")):
        if mark in text:
            return currency
    return None


def _row_label(pairs: list[tuple[Column, str]]) -> tuple[Hint, list[str], str | None]:
    """What the label cells of a row say together, which subjects they may name, and the id beside the name."""
    hint, about, ids = NOTHING, [], None
    for column, cell in pairs:
        text = cell.strip()
        if column.role == "id":
            ids = text or None
        elif column.role == "name":
            about.append(column.text)
            said = read(names.band_of(text))[0]
            if said.banded:
                hint = replace(hint, banded=True, over=said.over)
            hint = names.dated(text)[1].under(hint)
            if names.LONG.search(text):
                hint = replace(hint, variant="long context")
        elif column.role == "size" and text:
            hint = replace(hint, variant=resolution(text) or text.split("\n")[0][:60])
        elif column.role == "place" and text:
            hint = replace(hint, variant=" ".join(text.split())[:60])
        elif column.role == "label" and text and len(text) <= _LABEL_LIMIT:
            said, _ = read(text)
            hint = said.under(hint)
            about.insert(0, text)
    return hint, about, ids


def paired(values: list[Amount], said: Hint, header: str) -> list[tuple[Amount, Hint]]:
    """Each amount with its hint; two plain amounts in a column without direction are input and output."""
    parts = [read(part)[0] for part in header.split("/")]
    if len(values) == len(parts) > 1 and all(map(is_unit, parts)):
        whole = values[-1].hint.per or said.per
        return [
            (
                value,
                replace(
                    part.under(value.hint),
                    cache=part.cache or "miss",
                    per=value.hint.per or part.per or whole,
                ),
            )
            for value, part in zip(values, parts, strict=True)
        ]
    plain = all(
        replace(value.hint, direction=None, per=None) == NOTHING and not value.rest for value in values
    )
    plain = plain and all(value.hint.direction in (None, "both") for value in values)
    if len(values) == 2 and plain and not (values[0].hint.per and values[1].hint.per):
        if is_unit(said) and said.direction != "both":
            return [
                (replace(value, doubt="two prices in one cell, unclear which is which"), value.hint)
                for value in values
            ]
        first, second = values
        if first.value > second.value:
            return [
                (replace(value, doubt="two prices in one cell, unclear which is which"), value.hint)
                for value in values
            ]
        per = first.hint.per or second.hint.per
        return [(first, Hint(direction="input", per=per)), (second, Hint(direction="output", per=per))]
    if len(values) > 2 and plain:
        return [
            (replace(value, doubt="several prices in one cell, unclear which is which"), value.hint)
            for value in values
        ]
    return [(value, value.hint) for value in values]


def _with_size(hint: Hint, column: Column, amount: Amount) -> Hint:
    """The picture size that a header or the cell itself names, as variant."""
    found = resolution(amount.rest) or resolution(column.left)
    return replace(hint, variant=found if not hint.variant else f"{hint.variant} {found}") if found else hint


def _readings(
    held: list[str], hint: Hint, amount: Amount, quote: str, where: str, doubt: str | None, ids: str | None
) -> list[Reading]:
    """One reading for each name that the price is for."""
    doubts = tuple(text for text in (amount.doubt, doubt) if text)
    said = replace(hint, currency=amount.currency or hint.currency)
    return [Reading(name, said, amount.value, quote, where, doubts, ids) for name in held or [""]]


def _by_rows(header: tuple[str, ...], body: list[tuple[str, ...]], setting: Setting) -> list[Reading]:
    """Units in the rows; the columns are AI models, or tiers of the AI model around the table."""
    first = header[0] if header else ""
    heads = [text for at, text in enumerate(header) if at and text.strip() and text != first]
    found: list[Reading] = []
    section, carried = NOTHING, ""
    for row in body:
        if (label := _section(row)) is not None:
            section, carried = read(label)[0], ""
            continue
        labels, values = _labels_and_values(row, len(heads))
        if len(labels) > 1 and row[0].strip() and not is_unit(read(row[0])[0]):
            carried = row[0]
        elif not row[0].strip() and carried:
            labels = [carried, *labels]
        else:
            carried = ""
        if values and not is_nothing("".join(values)):
            found += _labelled(labels, values, heads, replace(setting, hint=section.under(setting.hint)))
    return found


def _labels_and_values(row: tuple[str, ...], heads: int) -> tuple[list[str], list[str]]:
    """The leading label cells and the value cells of a row."""
    start = next((at for at, cell in enumerate(row) if at and cell.strip() and is_value(cell)), len(row))
    aligned = max(len(row) - heads, 1)
    if start > aligned and not any(is_unit(read(cell)[0]) for cell in row[aligned:start]):
        start = aligned
    return [cell for cell in row[:start] if cell.strip()], list(row[start:])


def _labelled(labels: list[str], values: list[str], heads: list[str], setting: Setting) -> list[Reading]:
    """The prices of one labelled row."""
    label = merged(read(text)[0] for text in labels)
    if subject(*labels) == "tool" or not is_unit(label):
        return []
    quote = " | ".join(dict.fromkeys(labels))[:160]
    doubt = (
        None if len(values) in (len(heads), 1) or not heads else "prices of this row do not fit the columns"
    )
    shared = len(values) == 1 and len(heads) > 1
    found: list[Reading] = []
    for at, head in enumerate(heads or [""]):
        cell = values[0] if shared else values[at] if at < len(values) else ""
        named = is_head_name(head)
        said = NOTHING if named else read(head)[0]
        if said.free_plan or not has_money(cell) and not is_free(cell):
            continue
        held = [names.cleaned(head)] if named else list(setting.names)
        wide = merged((setting.hint, said, label))
        for amount, own in paired(amounts(cell, wide.currency or setting.currency), label, quote):
            hint = replace(own.under(wide), subject=subject(*labels) or setting.subject)
            hint = replace(hint, per=hint.per or (setting.far_per if is_unit(hint) else None))
            found += _readings(held, hint, amount, f"{quote} | {cell}", setting.where, doubt, None)
    return found
