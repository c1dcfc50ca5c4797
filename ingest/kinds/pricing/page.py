"""A page walked once: what headings, tabs and sentences say is held against each table and line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.kinds.pricing import names
from ingest.kinds.pricing.cells import has_money
from ingest.kinds.pricing.flat import read_lines
from ingest.kinds.pricing.grids import names_of, read_grid
from ingest.kinds.pricing.markdown import markdown_blocks
from ingest.kinds.pricing.markup import html_blocks
from ingest.kinds.pricing.plain import folded
from ingest.kinds.pricing.shapes import NOTHING, Block, Grid, Heading, Hint, Reading, Setting, Tab, Words
from ingest.kinds.pricing.units import subject
from ingest.kinds.pricing.words import read

_STATEMENT = re.compile(r"price|pricing|rates|billed|charged|价格|计费|单位|费用")
_TIERS = ("standard", "batch", "flex", "priority", "fast")
_TAB_WORD = re.compile(r"standard|batch|flex|priority|fast mode|on-demand|more| |,|\||·")
_MODAL = re.compile(r"(?:text|image|audio|video)(?: tokens?)?(?: pricing| prices)?")
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")
_NOT_TOKENS = frozenset(("image", "video", "music", "speech", "transcription", "audio", "tool", "agent"))
_TOKEN_COUNTS = frozenset(("1M tokens", "1K tokens", "10K tokens", "token"))
_SENTENCE_END = re.compile(r"[.。](?!\d)|\n")


@dataclass(slots=True)
class _Section:
    """One open heading with what was said since: its own hint, statements of unit and currency, tabs."""

    level: int
    text: str
    hint: Hint
    said: Hint = NOTHING


@dataclass(slots=True)
class Walk:
    """The state of a walk over the blocks of a page."""

    known: frozenset[str]
    currency: str | None
    sections: list[_Section] = field(default_factory=list)
    said: Hint = NOTHING
    panel: Hint = NOTHING
    tab: Hint = NOTHING
    tabs: list[str] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    lines: list[Words] = field(default_factory=list)


def blocks_of(text: str, media_type: str | None) -> list[Block]:
    """The page as blocks; its form is told by what it holds, not by what a server says."""
    head = text[:4_000].lower()
    if (
        "<!doctype html" in head
        or "<html" in head
        or (re.search(r"<(?:div|table|body)\b", head) and "\n#" not in text[:20_000])
    ):
        return list(html_blocks(text))
    return list(markdown_blocks(text))


def readings_of(blocks: list[Block], yuan: bool) -> list[Reading]:
    """Every price of the page in page order."""
    known = frozenset(name for block in blocks if isinstance(block, Grid) for name in names_of(block))
    walk = Walk(known, _page_currency(blocks))
    yuan = yuan or _is_chinese(blocks)
    found: list[Reading] = []
    for block in blocks:
        if isinstance(block, Words):
            _hear(walk, block)
            continue
        if isinstance(block, Heading):
            found += _flush(walk)
            _open(walk, block)
        elif isinstance(block, Tab):
            found += _flush(walk)
            walk.panel, walk.tab = read(block.text)[0], NOTHING
        else:
            found += _flush(walk)
            found += read_grid(block, _setting(walk))
            walk.lead = []
    found += _flush(walk)
    return [_with_currency(reading, yuan) for reading in found]


def _is_chinese(blocks: list[Block]) -> bool:
    """A page in Chinese: it has the characters, and no kana."""
    text = " ".join(block.text for block in blocks if not isinstance(block, Grid))[:20_000]
    return len(_HAN.findall(text)) > 40 and not _KANA.search(text)


def _with_currency(reading: Reading, yuan: bool) -> Reading:
    """ "¥" told apart: the yuan where the page is Chinese or the vendor sells in yuan."""
    if reading.hint.currency == "¥" and yuan:
        return replace(reading, hint=replace(reading.hint, currency="CNY"))
    return reading


def _page_currency(blocks: list[Block]) -> str | None:
    """The one currency that sentences state for all prices; null where there are several or none."""
    found = set()
    for block in blocks:
        if isinstance(block, Words) and len(block.text) < 600 and _STATEMENT.search(folded(block.text)):
            for sentence in _SENTENCE_END.split(block.text):
                if not has_money(sentence) and (said := read(sentence)[0].currency):
                    found.add(said)
    return found.pop() if len(found) == 1 else None


def _open(walk: Walk, heading: Heading) -> None:
    """A new heading closes those of its level and deeper."""
    walk.sections = [section for section in walk.sections if section.level < heading.level]
    walk.sections.append(_Section(heading.level, heading.text, _heading_hint(heading.text)))
    walk.panel, walk.tab, walk.tabs, walk.lead = NOTHING, NOTHING, [], []


def _heading_hint(text: str) -> Hint:
    """What a heading says of all prices below it: tier and kind of content, never the unit itself."""
    hint, _ = read(text)
    modality = hint.modality if _MODAL.fullmatch(folded(text).strip()) else None
    return Hint(
        modality=modality,
        service=hint.service,
        extras=hint.extras,
        banded=False,
        per=hint.per,
        currency=hint.currency,
    )


def _hear(walk: Walk, block: Words) -> None:
    """A paragraph: a tab label, a statement about all prices, a sentence that names AI models, or a line."""
    text = folded(block.text).strip()
    hint, left = read(block.text) if len(text) < 60 else (NOTHING, "x")
    if len(text) < 60 and not left and (hint.service or hint.extras) and not has_money(text):
        if len(tabs := _glued(text)) > 1:
            walk.tabs = tabs
        else:
            walk.tab = hint
    elif len(tabs := _glued(text)) > 1:
        walk.tabs = tabs
    elif _STATEMENT.search(text) and len(text) < 600:
        said = _statement(block.text)
        if walk.sections:
            walk.sections[-1].said = said.under(walk.sections[-1].said)
        else:
            walk.said = said.under(walk.said)
    walk.lead.append(block.text)
    walk.lines.append(block)


def _glued(text: str) -> list[str]:
    """The tabs of a row of tab labels that lost its gaps, such as "BatchFlexStandardPriority"."""
    if not text or len(text) > 80 or _TAB_WORD.sub("", text):
        return []
    return re.findall("|".join(_TIERS), text)


def _statement(text: str) -> Hint:
    """Count and currency that a sentence states for all prices that follow it."""
    found = NOTHING
    for sentence in _SENTENCE_END.split(text):
        if _STATEMENT.search(folded(sentence)) and not has_money(sentence):
            hint, _ = read(sentence)
            found = Hint(per=hint.per, currency=hint.currency).under(found)
    return found


def _setting(walk: Walk) -> Setting:
    """What is known around the next table or run of lines."""
    whole, far = walk.said, None
    for section in walk.sections:
        if subject(section.text) in _NOT_TOKENS and whole.per in _TOKEN_COUNTS:
            whole, far = replace(whole, per=None), whole.per
        whole = section.hint.under(section.said.under(whole))
    path = [section.text for section in walk.sections]
    return Setting(
        hint=walk.tab.under(walk.panel.under(whole)),
        names=tuple(_names_around(walk)),
        subject=subject(*reversed(path)),
        known=walk.known,
        currency=walk.currency,
        far_per=far,
    )


def _names_around(walk: Walk) -> list[str]:
    """The AI models that a table without names is about: nearest heading, else the nearest sentence."""
    for section in reversed(walk.sections):
        if section.text in walk.known or names.looks_like_name(section.text):
            return [names.cleaned(section.text)]
    for ending in (":", ""):
        for text in reversed(walk.lead):
            if text.endswith(ending) and (found := names.mentioned(text, walk.known)):
                return found
    return []


def _flush(walk: Walk) -> list[Reading]:
    """The free lines held since the last heading or table, read as flattened prices."""
    lines, walk.lines = walk.lines, []
    if not any(has_money(line.text) for line in lines):
        return []
    walk.tab = NOTHING
    return read_lines(lines, _setting(walk), walk.tabs)
