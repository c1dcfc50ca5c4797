"""What each column of a price table is for: names, ids, prices, labels, or nothing to do with prices."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.kinds.pricing.cells import amounts, has_money, is_value
from ingest.kinds.pricing.names import doubt_of, looks_like_name
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import NOTHING, Hint
from ingest.kinds.pricing.words import read

_IGNORED = re.compile(
    r"context|(?<![a-z])(?:rpm|tpm|rpd|tpd|qps|description|features?|knowledge|released?|privacy"
    r"|parameters?|licen[cs]e|quota|availability|"
    r"latency|throughput|speed|strengths?|notes?|remarks?|limits?|concurrency|benchmark|max(?:imum)? (?:i"
    r"nput|output)|max tokens)(?![a-z])|"
    r"requests per|tokens per (?:minute|day|second)|per (?:minute|day) limit|cutoff|"
    r"上下文|限制|说明|描述|备注|最大"
)
_NAMES = (
    re.compile(r"(?<![a-z])(?:models?|model name|modèles?|modelle?|modelos?)(?![a-z])|模型|モデル|모델"),
    re.compile(r"(?<![a-z])(?:name|products?|engine|version)(?![a-z])|产品|名称|版本"),
    re.compile(r"(?<![a-z])(?:agents?|tools?|features?|services?|apis?)(?![a-z])|智能体|工具|服务"),
)
_IDS = re.compile(
    r"(?<![a-z])(?:ids?|endpoints?|identifier|api names?|model ids?|slug|model string|api model)(?![a-z])"
    r"|编码|标识"
)
_SIZE = re.compile(r"(?<![a-z])(?:size|resolution|dimensions?|quality|aspect)(?![a-z])|分辨率|尺寸|质量")
_PLACE = re.compile(
    r"(?<![a-z])(?:deployment(?: type)?|regions?|zones?|locations?|geography)(?![a-z])|地域|区域"
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header text, what the header says, and its role."""

    text: str
    hint: Hint
    role: str
    left: str = ""
    shared: str | None = None


def is_unit(hint: Hint) -> bool:
    """A phrase that names a unit of sale, not only a tier or a count."""
    return bool(hint.direction or hint.cache or hint.special in ("training", "estimated_cost"))


def columns_of(header: tuple[str, ...], body: list[tuple[str, ...]]) -> list[Column]:
    """The columns of a table whose header row speaks of prices."""
    texts = [folded(text).strip() for text in header]
    body = [row for row in body if len(row) == len(header)] or body
    name_at = _name_column(texts, body)
    return [_column(at, header[at], texts[at], name_at, body) for at in range(len(header))]


def _column(at: int, raw: str, text: str, name_at: int | None, body: list[tuple[str, ...]]) -> Column:
    hint, left = read(raw) if raw.strip() else (NOTHING, "")
    cells = [row[at] for row in body if at < len(row) and row[at].strip()]
    if at == name_at:
        return Column(raw, NOTHING, "name")
    if _is_band(cells):
        return Column(raw, NOTHING, "label")
    money = sum(map(has_money, cells))
    if _IDS.search(text) and not money:
        return Column(raw, NOTHING, "id")
    if hint.free_plan:
        return Column(raw, hint, "ignored")
    if _SIZE.search(text) and not money:
        return Column(raw, NOTHING, "size")
    if _PLACE.search(text) and not money:
        return Column(raw, NOTHING, "place")
    if _IGNORED.search(text) and not is_unit(hint) and not money:
        return Column(raw, NOTHING, "ignored")
    said = is_unit(hint) or hint.priced or hint.per is not None or hint.service is not None
    if money or (said and cells and all(map(_numeric, cells))):
        return Column(raw, hint, "price", left, _shared(cells) if hint.per is None else None)
    return Column(raw, hint, "label")


def _shared(cells: list[str]) -> str | None:
    """The one count that the cells of a column name, for those among them that name none."""
    named = {amount.hint.per for cell in cells for amount in amounts(cell) if amount.hint.per}
    return named.pop() if len(named) == 1 else None


def _numeric(cell: str) -> bool:
    """A cell that can stand in a column of prices: a value, or a number without a sign."""
    return is_value(cell) or re.fullmatch(r"\s*\d[\d,.]*\s*", cell) is not None


def _is_band(cells: list[str]) -> bool:
    """A column whose cells are prompt-length bands."""
    banded = sum(1 for cell in cells if len(cell) < 60 and not has_money(cell) and read(cell)[0].banded)
    return banded > 0 and banded * 2 >= len(cells)


def _name_column(texts: list[str], body: list[tuple[str, ...]]) -> int | None:
    """The column of AI model names: by its header, else the first one if its cells look like names."""
    for pattern in _NAMES:
        for at, text in enumerate(texts):
            cells = [row[at] for row in body if at < len(row) and row[at].strip()]
            if (
                pattern.search(text)
                and not _IDS.search(text.replace("api", ""))
                and cells
                and not any(map(has_money, cells))
                and not _is_band(cells)
            ):
                return at
    first = [row[0] for row in body if row and row[0].strip()]
    named = sum(1 for cell in first if looks_like_name(cell.split("\n")[0]) and not is_unit(read(cell)[0]))
    if first and named * 2 >= len(first) and not any(map(has_money, first)):
        return 0
    return None


def by_rows(header: tuple[str, ...], body: list[tuple[str, ...]]) -> bool:
    """Whether the rows carry the units (a transposed table, or a list of prices for one AI model)."""
    if any(is_unit(read(text)[0]) for text in header[1:] if text.strip()):
        return False
    rows = [row for row in body if any(map(has_money, row))]
    if rows and any(read(text)[0].free_plan for text in header[1:]):
        return True
    labelled = [[cell for cell in row if cell.strip() and not is_value(cell)] for row in rows]
    first = sum(
        1
        for cells in labelled
        if cells and is_unit(read(cells[0])[0]) and not read(cells[0])[1].strip(" 0123456789")
    )
    some = sum(1 for cells in labelled if any(is_unit(read(cell)[0]) for cell in cells))
    priced = {at for row in rows for at, cell in enumerate(row) if at and has_money(cell)}
    heads = [header[at] for at in priced if at < len(header) and header[at] != header[0]]
    named = bool(heads) and all(map(is_head_name, heads))
    return bool(rows) and (first * 2 >= len(rows) or (named and some * 2 >= len(rows)))


def is_head_name(text: str) -> bool:
    """Whether a value column of a transposed table is headed by an AI model."""
    hint, _ = read(text)
    said = hint.per or hint.priced or hint.currency or hint.service or hint.free_plan or hint.banded
    return bool(text.strip()) and not said and doubt_of(text) is None and any(char.isalpha() for char in text)
