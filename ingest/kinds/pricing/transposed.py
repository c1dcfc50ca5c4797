"""A transposed table as readings: units in the rows, AI models or tiers in the columns."""

from __future__ import annotations

from dataclasses import replace

from ingest.kinds.pricing import names
from ingest.kinds.pricing.cells import amounts, has_money, is_free, is_nothing, is_value
from ingest.kinds.pricing.columns import is_head_name, is_unit
from ingest.kinds.pricing.pairs import is_add_on, paired, readings, section_of, with_variant
from ingest.kinds.pricing.shapes import NOTHING, Reading, Setting, merged
from ingest.kinds.pricing.units import subject, unit_of
from ingest.kinds.pricing.words import read


def read_rows(header: tuple[str, ...], body: list[tuple[str, ...]], setting: Setting) -> list[Reading]:
    """Units in the rows; the columns are AI models, or tiers of the AI model around the table."""
    first = header[0] if header else ""
    heads = [text for at, text in enumerate(header) if at and text.strip() and text != first]
    found: list[Reading] = []
    section, carried = NOTHING, ""
    for row in body:
        if (label := section_of(row)) is not None:
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
    label = merged(with_variant(text, read(text)[0]) for text in labels)
    if any(map(is_add_on, labels)) or not (is_unit(label) or label.per or label.priced):
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
            vague = None if is_unit(label) or unit_of(hint) != "blended" else "input or output not stated"
            found += readings(held, hint, amount, f"{quote} | {cell}", doubt or vague, None)
    return found
