"""Podcast feeds: a development an episode, and the transcript that each episode names."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from db.records import Development, Document, Record, Source, TranscriptLink
from ingest.kinds import feed
from ingest.markup import unescape
from ingest.text import believable, canonical_url, decode, one_line, parse_date, safe_url, to_text

_MOST_EPISODES = 5_000
_LONGEST_EPISODE = 200_000
_OPEN = re.compile(r"<(?:item|entry)(?=[\s>])", re.I)
_CLOSE = re.compile(r"</(?:item|entry)\s*>", re.I)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.S)
_TAG = re.compile(r"<(?:[\w-]{1,30}:)?(transcript|enclosure|link|content)\s([^<>]{1,3000})>", re.I)
_ATTRIBUTE = re.compile(r"([\w:-]{1,40})\s{0,3}=\s{0,3}(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')")
_HREF = re.compile(r"href\s{0,3}=\s{0,3}[\"']?(https?://[^\s\"'<>]{4,1500})", re.I)
_BARE = re.compile(r"https?://[^\s\"'<>\])]{4,1500}")
_FIELD = re.compile(
    r"<(title|guid|id|link|pubDate|published|updated)(?:\s[^<>]{0,500})?>([^<]{0,3000})", re.I
)
_TYPES = {
    "application/json": 0,
    "text/vtt": 1,
    "application/srt": 2,
    "application/x-subrip": 2,
    "text/srt": 2,
    "text/html": 3,
    "text/markdown": 4,
    "text/plain": 4,
}
_SUFFIXES = {
    ".json": "application/json",
    ".vtt": "text/vtt",
    ".srt": "application/x-subrip",
    ".html": "text/html",
    ".htm": "text/html",
    ".md": "text/markdown",
    ".txt": "text/plain",
}
_SPOKEN_ONLY = (".vtt", ".srt")
_NAMED_ONLY = (".json", ".md", ".txt")


@dataclass(frozen=True, slots=True)
class _Named:
    """One address that an episode gives for its transcript; `sure` where a transcript tag says so."""

    url: str
    media_type: str | None
    language: str | None
    sure: bool


def parse(source: Source, document: Document) -> list[Record]:
    """The episodes as the feed parser reads them, then one transcript link an episode that names any."""
    records = feed.parse(source, document)
    episodes = [record for record in records if isinstance(record, Development)]
    by_key = {key: episode for episode in reversed(episodes) for key in _keys(episode)}
    text = decode(document.body, document.media_type)
    links: dict[str, TranscriptLink] = {}
    for fields, named in _episodes(text, document):
        best = min(named, key=_rank, default=None)
        if best and best.url not in links:
            links[best.url] = _link(best, fields, by_key, document)
    return [*records, *links.values()]


def _keys(episode: Development) -> list[str]:
    return [key for key in (episode.guid, episode.url and canonical_url(episode.url), episode.title) if key]


def _link(
    best: _Named, fields: dict[str, str], by_key: dict[str, Development], document: Document
) -> TranscriptLink:
    """The link under the title and date that the episode's development has."""
    url = safe_url(fields.get("link"), document.url)
    keys = [fields.get("guid", ""), canonical_url(url) if url else "", fields.get("title", "")]
    episode = next((by_key[key] for key in keys if key in by_key), None)
    if episode:
        return TranscriptLink(best.url, best.media_type, episode.title, episode.published_at)
    told = believable(parse_date(fields.get("date")), document.observed_at)
    return TranscriptLink(best.url, best.media_type, fields.get("title") or None, told)


def _episodes(text: str, document: Document) -> Iterator[tuple[dict[str, str], list[_Named]]]:
    """The fields and the named transcripts of each episode; a feed cut short gives those that stand whole."""
    if text.lstrip("\ufeff \t\r\n").startswith("{"):
        yield from _json_episodes(text, document)
        return
    at = 0
    for _ in range(_MOST_EPISODES):
        begin = _OPEN.search(text, at)
        end = _CLOSE.search(text, begin.end()) if begin else None
        if not begin or not end:
            return
        at = end.end()
        yield _episode(text[begin.end() : end.start()][:_LONGEST_EPISODE], document)


def _episode(markup: str, document: Document) -> tuple[dict[str, str], list[_Named]]:
    notes: list[str] = []

    def _set_aside(found: re.Match[str]) -> str:
        notes.append(found[1])
        return found[1].replace("<", "&lt;") if len(found[1]) < 1_000 else ""

    bare = _CDATA.sub(_set_aside, markup)
    named = [_tagged(tag, document) for tag in _TAG.finditer(bare)]
    shown = [*notes, unescape(bare)] if "&lt;" in bare else notes
    addresses = (
        found.group(found.lastindex or 0)
        for words in shown
        for form in (_HREF, _BARE)
        for found in form.finditer(words)
    )
    named += [_linked(unescape(address), None, document) for address in addresses]
    return _fields(bare), [one for one in named if one]


def _fields(bare: str) -> dict[str, str]:
    """Title, guid, link and date of an episode, first of each."""
    fields: dict[str, str] = {}
    for found in _FIELD.finditer(bare):
        name, value = found[1].lower(), unescape(found[2]).strip()
        name = {"id": "guid", "pubdate": "date", "published": "date", "updated": "changed"}.get(name, name)
        if value:
            fields.setdefault(name, one_line(to_text(value)) if name == "title" else value)
    return fields


def _tagged(tag: re.Match[str], document: Document) -> _Named | None:
    """A transcript from a tag of its own, or from an enclosure that is one."""
    attributes = {
        found[1].lower(): unescape(found[2] or found[3] or "") for found in _ATTRIBUTE.finditer(tag[2])
    }
    address = attributes.get("url") or attributes.get("href") or attributes.get("src")
    kind = (attributes.get("type") or "").split(";")[0].strip().lower() or None
    if tag[1].lower() != "transcript":
        return _linked(address, kind, document)
    url = safe_url(address, document.url)
    known = kind if kind in _TYPES else _type_of(url) or kind
    return _Named(url, known, attributes.get("language"), True) if url else None


def _linked(address: str | None, kind: str | None, document: Document) -> _Named | None:
    """A transcript that a link's own address gives away: subtitles always, other texts where they say so."""
    url = safe_url((address or "").rstrip(".,;"), document.url)
    if not url:
        return None
    path = urlsplit(url).path.lower()
    if path.endswith(_SPOKEN_ONLY) or (path.endswith(_NAMED_ONLY) and "transcript" in url.lower()):
        return _Named(url, kind if kind in _TYPES else _type_of(url), None, False)
    return None


def _type_of(url: str | None) -> str | None:
    path = urlsplit(url).path.lower() if url else ""
    return next((kind for suffix, kind in _SUFFIXES.items() if path.endswith(suffix)), None)


def _rank(named: _Named) -> tuple[bool, bool, int]:
    """A transcript tag before a link, English or unnamed language before others, then the richest form."""
    foreign = bool(named.language) and not str(named.language).lower().startswith("en")
    return (not named.sure, foreign, _TYPES.get(named.media_type or "", 5))


def _json_episodes(text: str, document: Document) -> Iterator[tuple[dict[str, str], list[_Named]]]:
    """The items of a JSON Feed with the attachments that are transcripts."""
    try:
        items = json.loads(text.lstrip("\ufeff")).get("items")
    except (ValueError, AttributeError, RecursionError):
        return
    for item in items[:_MOST_EPISODES] if isinstance(items, list) else []:
        if not isinstance(item, dict):
            continue
        told = {"guid": "id", "link": "url", "title": "title", "date": "date_published"}
        fields = {name: str(item[key]) for name, key in told.items() if isinstance(item.get(key), str | int)}
        attached = item.get("attachments")
        named = [
            _linked(str(one.get("url", "")), str(one.get("mime_type", "")).lower(), document)
            for one in (attached if isinstance(attached, list) else [])
            if isinstance(one, dict)
        ]
        notes = str(item.get("content_html") or item.get("content_text") or "")[:_LONGEST_EPISODE]
        named += [_linked(unescape(found.group()), None, document) for found in _BARE.finditer(notes)]
        yield fields, [one for one in named if one]
