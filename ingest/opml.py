"""Sources as OPML, the list format of feed readers, in and out; and as the text of a sources file."""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit
from xml.etree import ElementTree

from db.records import KINDS, Source
from ingest.errors import ConfigurationError
from ingest.source_rules import LONGEST_S, SECONDS, SHORTEST_S, seconds, url_fault

_LARGEST = 5_000_000
_MOST = 5_000


def export(sources: list[Source]) -> bytes:
    """Every source with a url as one outline; vendor, kind and cadence travel as OPML categories."""
    root = ElementTree.Element("opml", version="2.0")
    head = ElementTree.SubElement(root, "head")
    ElementTree.SubElement(head, "title").text = "Sextant sources"
    body = ElementTree.SubElement(root, "body")
    for source in sources:
        if source.url is None:
            continue
        words = (
            f"/id/{source.id}",
            f"/vendor/{source.vendor}",
            f"/kind/{source.kind}",
            f"/cadence/{cadence_words(source.cadence_s)}",
        )
        # Feed readers subscribe to `xmlUrl`; what is no feed goes out as a plain link.
        feed = source.kind in ("feed", "podcast")
        marks = {"text": source.title, "category": ",".join(words), "type": "rss" if feed else "link"}
        ElementTree.SubElement(body, "outline", marks | {"xmlUrl" if feed else "url": source.url})
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def parse(body: bytes, name: str = "OPML") -> list[Source]:
    """The sources that an OPML file names; raises ConfigurationError for anything that is none.

    Entities and document types are refused before the XML parser sees them.
    """
    plain = body.replace(b"\0", b"").upper()
    if len(body) > _LARGEST:
        raise ConfigurationError([f"{name}: is larger than 5 MB; split it"])
    if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
        raise ConfigurationError([f"{name}: declares a DOCTYPE or entities; remove the declaration"])
    outlines = _Outlines()
    try:
        parser = ElementTree.XMLParser(target=outlines)
        parser.feed(body)
        parser.close()
    except ElementTree.ParseError as error:
        line = error.position[0] if hasattr(error, "position") else 1
        raise ConfigurationError([f"{name}:{line}: is no readable XML ({error}); export it again"]) from error
    except (ValueError, LookupError) as error:
        raise ConfigurationError([f"{name}: has an unknown text encoding; save it as UTF-8"]) from error
    if not outlines.is_opml:
        raise ConfigurationError([f"{name}: is no OPML; its first element must be <opml>"])
    return _sources(outlines.found)


class _Outlines:
    """A parser target that keeps the outlines alone: no tree, so depth and size cost nothing."""

    def __init__(self) -> None:
        self.found: list[dict[str, str]] = []
        self.is_opml = False
        self._first = True

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note each outline; the first element says whether this is OPML."""
        if self._first:
            self.is_opml, self._first = tag.lower() == "opml", False
        if tag.lower() == "outline" and len(self.found) < _MOST:
            self.found.append(attributes)


def _sources(outlines: list[dict[str, str]]) -> list[Source]:
    """One source for each outline with a usable address, each address and each id once."""
    sources: list[Source] = []
    ids: set[str] = set()
    urls: set[str] = set()
    for marks in outlines:
        url = (marks.get("xmlUrl") or marks.get("url") or "").strip()
        if not url or url_fault(url) or url in urls:
            continue
        source = _source(marks, url, ids)
        ids.add(source.id)
        urls.add(url)
        sources.append(source)
    return sources


def _source(marks: dict[str, str], url: str, taken: set[str]) -> Source:
    """One outline as a source; what it does not say comes from its title and host."""
    said = dict(re.findall(r"/(id|vendor|kind|cadence)/([^,/]{1,80})", marks.get("category", "")[:2_000]))
    host = urlsplit(url).hostname or ""
    title = " ".join(
        re.sub(r"[\x00-\x1f\x7f-\x9f]", " ", marks.get("title") or marks.get("text") or host).split()
    )
    vendor = _slug(said.get("vendor") or host.removeprefix("www.").split(".")[0])
    first = stem = _slug(said.get("id") or title) or vendor
    number = 2
    while first in taken:
        first, number = f"{stem[:70]}-{number}", number + 1
    kind = said.get("kind", "feed")
    cadence_s = seconds(said.get("cadence", "1d"))
    return Source(
        id=first,
        vendor=vendor or "unknown",
        kind=kind if kind in KINDS else "feed",
        title=title[:200] or first,
        licence="link only",
        cadence_s=cadence_s if SHORTEST_S <= cadence_s <= LONGEST_S else SECONDS["d"],
        url=url,
    )


def _slug(text: str) -> str:
    """Small letters, digits and hyphens, at most 80, as ids are written."""
    return re.sub(r"[^a-z0-9._]+", "-", text.lower()).strip("-._")[:80].strip("-._")


def to_toml(sources: list[Source]) -> str:
    """Sources as the text of a sources file; `load` reads it back."""
    return "\n".join(_as_block(source) for source in sources)


def _as_block(source: Source) -> str:
    """One source as one [[source]] block."""
    rows = {
        "id": source.id,
        "vendor": source.vendor,
        "kind": source.kind,
        "url": source.url,
        "path": source.path,
        "cadence": cadence_words(source.cadence_s),
        "title": source.title,
        "licence": source.licence,
        "layout": source.layout,
    }
    # A JSON string without exotic escapes is a TOML basic string too.
    said = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items() if value]
    return "\n".join(["[[source]]", *said, ""])


def cadence_words(cadence_s: int) -> str:
    """Seconds as a sources file writes them: 3600 is `1h`."""
    for letter in "dhm":
        if cadence_s % SECONDS[letter] == 0:
            return f"{cadence_s // SECONDS[letter]}{letter}"
    return f"{max(5, cadence_s // 60)}m"
