"""HTML as blocks: headings, tab panels, paragraphs and tables with their spans expanded."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.errors import ParseError
from ingest.kinds.pricing.plain import lines, raised
from ingest.kinds.pricing.shapes import CELL_LIMIT, Block, Grid, Heading, Tab, Words

_SKIP = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "head",
        "nav",
        "footer",
        "iframe",
        "button",
        "select",
        "form",
        "del",
        "s",
        "strike",
    ]
)
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "dfn",
        "em",
        "i",
        "kbd",
        "label",
        "mark",
        "q",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
        "var",
        "font",
        "-text",
    ]
)
_WHOLE = frozenset(("h1", "h2", "h3", "h4", "h5", "h6", "sup", "summary"))
_TAB_TAGS = frozenset(("button", "a", "div", "li", "span"))
_NESTING = re.compile(
    r"<(/?)(?:div|span|table|section|article|main|ul|ol|dl|b|i|u|em|strong|a|font|center|blockquote"
    r"|details)(?![a-z])",
    re.I,
)
DEEPEST = 10_000
_SPAN_LIMIT = 40
_WIDEST = 80


def html_blocks(text: str) -> Iterator[Block]:
    """The blocks of the page, in document order."""
    if _depth(text) > DEEPEST:
        raise ParseError(f"a page nested at most {DEEPEST} deep", "a deeper one")
    root = LexborHTMLParser(text).root
    if root is None:
        return
    outer, labels = _outline(root)
    held: list[str] = []

    def closed(node: LexborNode) -> bool:
        return _is_closed(node, outer)

    for node, entering in _walk(root, closed):
        tag = node.tag or ""
        if tag == "-text":
            held.append(node.text_content or "" if entering else "")
        elif tag == "br":
            held.append("\n" if entering else "")
        elif tag not in _INLINE:
            whole = _block(node, labels, outer) if entering else None
            yield from _words(held, tag == "li")
            held = []
            if whole:
                yield whole
        elif tag == "sup" and entering:
            held.append(raised(node.text()))
    yield from _words(held, False)


def _depth(text: str) -> int:
    """How deep tags that need closing are nested, at most; the tree builder is slow on towers of them."""
    depth = deepest = 0
    for found in _NESTING.finditer(text):
        depth = max(depth - 1, 0) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest


def _walk(root: LexborNode, closed: Callable[[LexborNode], bool]) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes on entering and on leaving, without recursion; closed ones are not gone into."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        inside = None if closed(node) else node.first_child
        if inside is not None:
            node = inside
            continue
        while node is not None:
            yield node, False
            if node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _outline(root: LexborNode) -> tuple[set[int], dict[str, str]]:
    """The tables that hold other tables, and the labels of tabs by id."""
    outer: set[int] = set()
    labels: dict[str, str] = {}
    stack: list[int] = []
    for node, entering in _walk(root, lambda node: node.tag in ("script", "style", "svg")):
        if _is_table(node):
            if not entering:
                stack.pop()
                continue
            if stack:
                outer.add(stack[-1])
            stack.append(node.mem_id)
        elif entering and node.tag in _TAB_TAGS and node.attributes.get("role") == "tab":
            labels[node.attributes.get("id") or ""] = _text(node)
    return outer, labels


def _is_closed(node: LexborNode, outer: set[int]) -> bool:
    """Whether the walk must not go into this node."""
    tag = node.tag or ""
    return tag in _SKIP or tag in _WHOLE or (_is_table(node) and node.mem_id not in outer)


def _is_table(node: LexborNode) -> bool:
    """A table by tag or by role."""
    return node.tag == "table" or (node.tag == "div" and node.attributes.get("role") == "table")


def _block(node: LexborNode, labels: dict[str, str], outer: set[int]) -> Block | None:
    """The block that starts with this node, if it is one by itself."""
    tag = node.tag or ""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return Heading(int(tag[1]), _text(node))
    if _is_table(node):
        return None if node.mem_id in outer else _grid(node)
    if tag == "summary":
        return Tab(_text(node))
    if node.attributes.get("role") == "tabpanel":
        return Tab(
            labels.get(node.attributes.get("aria-labelledby") or "")
            or node.attributes.get("aria-label")
            or ""
        )
    return None


def _words(held: list[str], bullet: bool) -> Iterator[Words]:
    """The text held so far as one paragraph."""
    text = lines("".join(held))
    if text:
        yield Words(text, bullet)


def _text(node: LexborNode) -> str:
    """The readable text of a small node; breaks kept, struck-out words and scripts left out."""
    parts: list[str] = []
    root = node.mem_id
    for inner, entering in _walk(node, lambda inner: inner.mem_id != root and _is_unread(inner)):
        tag = inner.tag or ""
        if not entering:
            if tag not in _INLINE:
                parts.append("\n")
        elif tag == "-text":
            parts.append((inner.text_content or "").replace("\n", " "))
        elif tag == "br":
            parts.append("\n")
        elif tag == "sup":
            parts.append(raised(inner.text()))
    return lines("".join(parts))


def _is_unread(node: LexborNode) -> bool:
    """What a reader doesn't see or what is struck out."""
    return node.tag in _SKIP or node.tag == "sup" or "line-through" in (node.attributes.get("class") or "")


def _grid(table: LexborNode) -> Grid | None:
    """Rows of equal meaning: a cell that spans stands in each place that it covers."""
    rows: list[list[str]] = []
    headers = 0
    carried: dict[int, tuple[int, str]] = {}
    for row in table.css("tr, [role=row]"):
        cells = row.css("td, th, [role=cell], [role=columnheader], [role=rowheader], [role=gridcell]")
        if not cells:
            continue
        line, carried = _row(cells, carried)
        if len(rows) == headers and _is_header(row, cells):
            headers += 1
        rows.append(line)
    caption = table.css_first("caption")
    if not rows:
        return None
    return Grid(tuple(map(tuple, rows)), headers, _text(caption) if caption is not None else "")


def _is_header(row: LexborNode, cells: list[LexborNode]) -> bool:
    """A row of header cells only, or one inside thead."""
    parent = row.parent
    if parent is not None and parent.tag == "thead":
        return True
    return all(cell.tag == "th" or cell.attributes.get("role") == "columnheader" for cell in cells)


def _row(
    cells: list[LexborNode], carried: dict[int, tuple[int, str]]
) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """One row with the cells that reach down from above, and what reaches further down."""
    line: list[str] = []
    onward: dict[int, tuple[int, str]] = {}

    def take_carried() -> None:
        while len(line) in carried and len(line) < _WIDEST:
            left, text = carried[len(line)]
            if left > 1:
                onward[len(line)] = (left - 1, text)
            line.append(text)

    for cell in cells[:_WIDEST]:
        take_carried()
        text = _text(cell)[:CELL_LIMIT]
        down = _span(cell, "rowspan")
        for _ in range(min(_span(cell, "colspan"), _WIDEST - len(line))):
            if down > 1:
                onward[len(line)] = (down - 1, text)
            line.append(text)
    take_carried()
    return line, onward


def _span(cell: LexborNode, name: str) -> int:
    """A span as the page states it, held in bounds."""
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), _SPAN_LIMIT) if value.isdigit() and len(value) < 6 else 1
