"""Kind `changelog`: release notes in Markdown, MDX or HTML; one development a version or dated section."""

from __future__ import annotations

import re

from db.records import Development, Document, Problem, Record, Source
from ingest.appearance import appearance, is_web_page
from ingest.errors import EmptyParse, ParseError
from ingest.kinds import changelog_html, changelog_markdown
from ingest.kinds.changelog_entries import Entry, entries
from ingest.kinds.changelog_names import page_address, product_name
from ingest.kinds.changelog_pages import whole
from ingest.kinds.changelog_rows import from_lines
from ingest.kinds.changelog_sections import PAGE, Page, Section, slug
from ingest.markup import strip_tags
from ingest.text import believable, clean, decode, one_line, safe_url

LONGEST_PAGE = 2_000_000
LONGEST_BODY = 200_000
MOST_ENTRIES = 5_000
_NUMBER_SIGNS = re.compile(r"(?m)^ {0,3}#{1,6}[ \t]+\S")
_HTML_HEADING = re.compile(r"<(?:h[1-6]|table)[\s>]", re.IGNORECASE)
_COMPARES = re.compile(r"/compare/|/(?:commit|diff)s?/", re.IGNORECASE)
_ROOT = re.compile(
    r"(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)


_OTHER_XML = re.compile(
    rb"<\?xml(?!.{0,150}<(?:!doctype\s+)?html)|<(?:rss|feed|rdf:rdf|urlset|opml)\b", re.IGNORECASE | re.DOTALL
)
_RELEASES_LINK = re.compile(r"https://[\w.-]{1,100}/[\w./-]{1,200}/releases/?$")


def parse(source: Source, document: Document) -> list[Record]:
    """The releases of a page in its own order, then what could not be read of it."""
    text = _text(document)
    page = _page(text[:LONGEST_PAGE])
    product = product_name(source, page)
    address = page_address(source, document)
    found = (
        entries(page.sections, product)
        or from_lines(page.sections, product)
        or _whole(page, source, document)
    )
    if not found:
        raise EmptyParse("version headings", _found(page, document))
    namer = _Namer(product, source.vendor, address, document)
    developments: dict[tuple[str | None, ...], Record] = {}
    for entry in found[:MOST_ENTRIES]:
        one = namer.development(entry)
        developments.setdefault((one.guid, one.url, one.title), one)
    return [*developments.values(), *_remarks(page, found, len(text) <= LONGEST_PAGE)]


def _text(document: Document) -> str:
    """The document's characters with plain line ends; refuses what cannot be release notes."""
    body = document.body
    start = body[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    other = not start or start.startswith(
        (b"%PDF", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{")
    )
    if other:
        raise ParseError("release notes", appearance(body, document.media_type))
    if _OTHER_XML.match(start):
        raise ParseError("release notes", appearance(body, document.media_type))
    text = decode(body[: LONGEST_PAGE * 4], document.media_type)
    return clean(text)


def _page(text: str) -> Page:
    """A web page or Markdown, by what the text begins with and how it writes headings."""
    start = text.lstrip("\ufeff \n\t")
    if _ROOT.match(start):
        return changelog_html.read(text)
    marked = _NUMBER_SIGNS.search(text)
    if not marked and (is_web_page(start) or _HTML_HEADING.search(text)):
        return changelog_html.read(text)
    return changelog_markdown.read(start)


def _whole(page: Page, source: Source, document: Document) -> list[Entry]:
    """The page as one release, where it is one."""
    found = whole(page, source, document)
    if not found:
        return []
    mark, at = found
    lines: list[str] = []
    for section in page.sections:
        lines += (
            [section.title, *section.lines]
            if section.title and section.title != page.title
            else section.lines
        )
    return [Entry(mark, Section(PAGE, mark.title), at, lines)]


class _Namer:
    """Makes developments of one page's entries."""

    def __init__(self, product: str, vendor: str, address: str | None, document: Document) -> None:
        self.product = product
        self.vendor = vendor
        self.address = address
        self.document = document

    def development(self, entry: Entry) -> Development:
        mark = entry.mark
        name = mark.name if mark.kind != "title" else slug(mark.title)
        guid = f"{name} {slug(mark.title)}" if mark.kind in ("day", "month") and mark.title else name
        return Development(
            title=one_line(self._title(entry)),
            body=_body(entry.lines),
            url=self._url(entry.section),
            guid=one_line(guid, 300) or None,
            published_at=believable(entry.at, self.document.observed_at),
            vendor=self.vendor,
        )

    def _title(self, entry: Entry) -> str:
        """“<product> <version>”, with the heading's own words behind a colon."""
        mark = entry.mark
        if mark.kind == "title":
            named = self.product.casefold() in mark.title.casefold()
            return mark.title if named else f"{self.product}: {mark.title}"
        if mark.kind != "version":
            if mark.title:
                return f"{self.product}: {mark.title}"
            parting = " " if (mark.prefix or mark.name)[:1].isdigit() and "-" in mark.prefix else ", "
            return f"{self.product}{parting}{mark.prefix or mark.name}"
        parting = " " if mark.title[:1].islower() else ": "
        return f"{self._named(mark.prefix)} {mark.name}" + (f"{parting}{mark.title}" if mark.title else "")

    def _named(self, prefix: str) -> str:
        """The product, with the words before a version where they name a part or a thing of their own."""
        if not prefix or prefix.casefold() in self.product.casefold():
            return self.product
        same = prefix.split()[0].casefold() == self.product.split()[0].casefold()
        return prefix if same or self.product.casefold() in prefix.casefold() else f"{self.product} {prefix}"

    def _url(self, section: Section) -> str | None:
        """The heading's own link, unless it only compares code; else the page at the heading's anchor."""
        link = section.link or ""
        if link and not link.startswith("#") and not _COMPARES.search(link):
            own = safe_url(link, self.address)
            if own:
                return own
        if not self.address:
            return safe_url(link) if link else None
        return safe_url(f"{self.address}#{section.anchor}") if section.anchor else self.address


def _body(lines: list[str]) -> str | None:
    """The lines as plain text, blank ones left out."""
    text = clean("\n".join(line for line in lines if line.strip()))
    text = strip_tags(text) if "<" in text else text
    return text[:LONGEST_BODY].strip("\n") or None


def _found(page: Page, document: Document) -> str:
    """What the page is instead, and where it points to."""
    elsewhere = next((link for link in page.links if _RELEASES_LINK.match(link)), None)
    if elsewhere:
        return f"a page that only points to {elsewhere}"
    return appearance(document.body, document.media_type)


def _remarks(page: Page, found: list[Entry], read_all: bool) -> list[Record]:
    """What a reader of the Sources page should know about a page that was read in part."""
    read = min(len(found), MOST_ENTRIES)
    if len(found) > MOST_ENTRIES or page.more or not read_all:
        return [Problem(f"the page is too long; the first {read:,} versions were read")]
    return []
