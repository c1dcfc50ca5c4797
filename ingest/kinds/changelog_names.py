"""The product that a page of release notes is about, and the address that its readers open."""

from __future__ import annotations

import re

from db.records import Document, Source
from ingest.kinds.changelog_headings import read_heading
from ingest.kinds.changelog_sections import Page
from ingest.text import canonical_url, one_line, safe_url

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}")
_KIND_WORDS = re.compile(
    r"\b(?:the\s+)?(?:(?:full|official|public|complete)\s+)?(?:change[ -]?logs?|(?:release|version|update)s?[ -](?:notes?|history|log)"
    r"|what['’]s new(?:\s+in)?|key changes|history of changes|list of changes|notable changes|all notable changes|history|更新日志|更新记录|变更日志|发布说明|リリースノート|更新履歴"
    r"|release notes?|releases|changes|new features)\b(?:\s+(?:for|of|in|to)\b)?(?:\s+the\b)?",
    re.IGNORECASE,
)
_REVISION = re.compile(
    r"[\s,:–—-]+(?:(?:version|revision|release|v)\.?\s*)?v?\d+(?:[.-]\d+)+\S*\s*$", re.IGNORECASE
)
_SLUG = re.compile(r"[\w.@-]+|\S*[/\\]\S*")
_SLUG_KINDS = re.compile(
    r"(?:^|[-_.])(?:changelogs?|releases?|release[-_]notes|history|notes|docs|md|mdx|html?)(?=$|[-_.])", re.I
)
_RAW = re.compile(
    r"https://raw\.githubusercontent\.com/([^/?#]+)/([^/?#]+)/(?:refs/heads/)?([^/?#]+)/([^?#]+)"
)
_EDGES = " \t-–—:|,/·•~"
_INITIALS = frozenset(("ai", "api", "cli", "gpt", "ide", "llm", "mcp", "sdk", "ui"))
_SMALL = frozenset(("of", "and", "the", "for"))


def product_name(source: Source, page: Page) -> str:
    """The source's title without words such as “changelog”; a bare file name gives way to the page's own title."""
    named = without_kind(one_line(source.title, 200))
    own = without_kind(one_line(page.title, 200))
    if named and not _SLUG.fullmatch(named):
        return named
    if named and named[:1].isupper() and "/" not in named and "." not in named:
        return named
    if own and len(own.split()) <= 8 and read_heading(own).kind == "title":
        return own
    return _from_slug(named) or own or source.vendor.title()


def without_kind(title: str) -> str:
    """A title without brackets, a version at its end, and the words that say it is a changelog."""
    text = _KIND_WORDS.sub(" ", _BRACKETS.sub(" ", title))
    text = " ".join(text.split()).strip(_EDGES)
    text = _REVISION.sub("", f" {text}").strip(_EDGES)
    parts = [part for part in re.split(r"\s[|–—·]\s|\s-\s", text) if part.strip(_EDGES)]
    return (parts[0] if parts else text).strip(_EDGES)


def _from_slug(name: str) -> str:
    """`claude-code` as Claude Code."""
    last = re.split(r"[/\\]", name.rstrip("/\\"))[-1]
    last = _REVISION.sub("", _SLUG_KINDS.sub("", last)).strip("-_. ")
    words = re.split(r"[-_\s]+", last)
    return " ".join(
        word.upper()
        if word in _INITIALS
        else word
        if word in _SMALL or not word.islower()
        else word.capitalize()
        for word in words
        if word
    )


def page_address(source: Source, document: Document) -> str | None:
    """The page as people open it: raw files of GitHub lead to their rendered page, where anchors work."""
    address = safe_url(document.url or source.url)
    if not address:
        return None
    raw = _RAW.match(address)
    if raw:
        return f"https://github.com/{raw[1]}/{raw[2]}/blob/{raw[3]}/{raw[4]}"
    return canonical_url(address).split("#")[0]
