"""A price table as readings: by columns or by rows (transposed), with names from it or from around it."""

from __future__ import annotations

from dataclasses import replace

from ingest.kinds.pricing import names
from ingest.kinds.pricing.cells import amounts, has_money, is_free, is_value
from ingest.kinds.pricing.columns import Column, by_rows, columns_of, is_head_name, is_unit
from ingest.kinds.pricing.pairs import LABEL_LIMIT, paired, readings, resolution, section_of
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import NOTHING, Amount, Grid, Hint, Reading, Setting, merged
from ingest.kinds.pricing.transposed import read_rows
from ingest.kinds.pricing.units import subject
from ingest.kinds.pricing.words import read


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
        return read_rows(header, body, setting)
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
        if (label := section_of(row)) is not None:
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
            found += readings(held, hint, amount, f"{_row_text(row)} | {cell}", doubt, ids)
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
    """What the label cells of a row say together, the subjects they may name, the id beside the name."""
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
        elif column.role == "label" and text and len(text) <= LABEL_LIMIT:
            said, _ = read(text)
            hint = said.under(hint)
            about.insert(0, text)
    return hint, about, ids


def _with_size(hint: Hint, column: Column, amount: Amount) -> Hint:
    """The picture size that a header or the cell itself names, as variant."""
    found = resolution(amount.rest) or resolution(column.left)
    return replace(hint, variant=found if not hint.variant else f"{hint.variant} {found}") if found else hint
