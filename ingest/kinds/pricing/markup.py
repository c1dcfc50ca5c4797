"""HTML as blocks: headings, tab panels, paragraphs and tables with their spans expanded."""

from __future__ import annotations

from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ingest.kinds.pricing.plain import lines, raised
from ingest.kinds.pricing.shapes import Block, Grid, Heading, Tab, Words

_SKIP = frozenset("script style noscript template svg head nav footer iframe button select form del s strike".split())
_INLINE = frozenset(
    "a abbr b bdi bdo cite code data dfn em i kbd label mark q small span strong sub sup time u var font -text".split()
)
_SPAN_LIMIT = 60


def html_blocks(text: str) -> Iterator[Block]:
    """The blocks of the page, in document order."""
    tree = LexborHTMLParser(text)
    if tree.root is None:
        return
    labels = {node.id: node for node in tree.css("[role=tab][id]") if node.id}
    held: list[str] = []
    for node, entering in _walk(tree.root):
        tag = node.tag or ""
        if tag == "-text":
            held.append(node.text_content or "" if entering else "")
            continue
        if tag == "br":
            held.append("\n" if entering else "")
        elif tag not in _INLINE:
            whole = _block(node, labels) if entering else None
            yield from _words(held, tag == "li")
            held = []
            if whole:
                yield whole
        elif tag == "sup" and entering:
            held.append(raised(node.text()))
    yield from _words(held, False)


def _walk(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """Nodes on entering and on leaving, without recursion; what holds no readable text is left out."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        inside = None if _closed(node) else node.first_child
        if inside is not None:
            node = inside
            continue
        while node is not None:
            yield node, False
            if node is root or node.mem_id == root.mem_id:
                return
            if node.next is not None:
                node = node.next
                break
            node = node.parent


def _closed(node: LexborNode) -> bool:
    """Whether the walk must not go into this node."""
    tag = node.tag or ""
    if tag in _SKIP or tag in ("h1", "h2", "h3", "h4", "h5", "h6", "sup"):
        return True
    return _is_table(node)


def _is_table(node: LexborNode) -> bool:
    """A table that holds no other table."""
    if node.tag != "table" and node.attributes.get("role") != "table":
        return False
    return node.css_first("table table, [role=table] [role=table]") is None or len(node.css("table")) == 1


def _block(node: LexborNode, labels: dict[str, LexborNode]) -> Block | None:
    """The block that starts with this node, if it is one by itself."""
    tag = node.tag or ""
    if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
        return Heading(int(tag[1]), _text(node))
    if _is_table(node):
        return _grid(node)
    if node.attributes.get("role") == "tabpanel":
        label = labels.get(node.attributes.get("aria-labelledby") or "")
        return Tab(_text(label) if label is not None else node.attributes.get("aria-label") or "")
    if tag == "summary":
        return Tab(_text(node))
    return None


def _words(held: list[str], bullet: bool) -> Iterator[Words]:
    """The text held so far as one paragraph."""
    text = lines("".join(held))
    if text:
        yield Words(text, bullet)


def _text(node: LexborNode) -> str:
    """The readable text of a small node; breaks kept, struck-out words and scripts left out."""
    parts: list[str] = []
    for inner, entering in _walk_open(node):
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


def _walk_open(root: LexborNode) -> Iterator[tuple[LexborNode, bool]]:
    """As _walk, but into headings too."""
    node: LexborNode | None = root
    while node is not None:
        yield node, True
        hidden = (node.tag or "") in _SKIP and node.mem_id != root.mem_id
        closed = hidden or node.tag == "sup" or "line-through" in (node.attributes.get("class") or "")
        inside = None if closed else node.first_child
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


def _row(cells: list[LexborNode], carried: dict[int, tuple[int, str]]) -> tuple[list[str], dict[int, tuple[int, str]]]:
    """One row with the cells that reach down from above, and what reaches further down."""
    line: list[str] = []
    onward: dict[int, tuple[int, str]] = {}

    def take_carried() -> None:
        while len(line) in carried:
            left, text = carried[len(line)]
            if left > 1:
                onward[len(line)] = (left - 1, text)
            line.append(text)

    for cell in cells:
        take_carried()
        text = _text(cell)
        down = _span(cell, "rowspan")
        for _ in range(_span(cell, "colspan")):
            if down > 1:
                onward[len(line)] = (down - 1, text)
            line.append(text)
    take_carried()
    return line, onward


def _span(cell: LexborNode, name: str) -> int:
    """A span as the page states it, held in bounds."""
    value = cell.attributes.get(name) or "1"
    return min(max(int(value), 1), _SPAN_LIMIT) if value.isdigit() and len(value) < 6 else 1
