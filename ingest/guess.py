"""The likeliest kind of an unknown document, for `ingest try`."""

from __future__ import annotations

import re

_TIMED = re.compile(r"(?m)^(?:WEBVTT\b|(?:\d+:)?\d{1,2}:\d{2}[.,]\d{1,3} +--> )")
_TURN = re.compile(r"(?m)^(?:\*\*[^*\n]{1,60}:?\*\*:?|[A-Z][\w.'-]{0,30}(?: [A-Z][\w.'-]{0,30}){0,2}:) ")
_VERSION = re.compile(r"(?im)^#{1,4} +[^\n\d]{0,40}\d+\.\d+|<h[1-4][^>]{0,200}>[^<\d]{0,40}\d+\.\d+")
_NOTES = re.compile(
    r"(?im)^(?:#{1,3}|title:|<title>|<h1>) *[^\n]{0,40}(?:change ?log|release notes|key changes)"
)
_PRICE = re.compile(r"[$€¥£] ?\d|\d ?[$€¥£元]")
_PER = re.compile(
    r"(?i)1?[mk] (?:input |output )?tokens|/ ?1?m ?tok|per (?:million|thousand)|百万|pricing|1,?000"
)
_ACTIONS = re.compile(r"(?i)action items?|next steps")
_JSON_KINDS = (
    ("feed", ("jsonfeed.org", '"items"')),
    ("transcript", ('"segments"', '"startTime"')),
    ("usage", ('"downloads"', '"stargazers_count"')),
    ("scores", ('"leaderboards"', '"benchmark"', '"resolved"')),
    ("price_catalogue", ('"cost"', '"prices"', "_cost_per_token", '"input_mtok"')),
)


def guess_kind(body: bytes, media_type: str | None, url: str | None) -> str:
    """The likeliest kind of a document, for `ingest try`; never fails, a plain text is a brief."""
    text = body[:400_000].decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    head = text[:2_000].lower()
    name = (url or "").lower().split("?")[0]
    if re.search(r"<(?:rss|feed|rdf:rdf|channel)[\s>]", head):
        return "podcast" if "<podcast:transcript" in text else "feed"
    if text.startswith(("{", "[")) and ("json" in (media_type or "json") or not text.startswith("[")):
        return next((kind for kind, marks in _JSON_KINDS if any(mark in text for mark in marks)), "scores")
    if _TIMED.search(text[:5_000]):
        return "transcript"
    if name.endswith((".csv", ".yml", ".yaml")) or "csv" in (media_type or "") or "pass_rate" in text:
        return "scores"
    prices, versions = len(_PRICE.findall(text)), len(_VERSION.findall(text))
    if prices >= max(3, versions) and _PER.search(text):
        return "pricing_page"
    if versions >= 2 or _NOTES.search(text[:5_000]):
        return "changelog"
    if _ACTIONS.search(text):
        return "brief"
    return "transcript" if len(_TURN.findall(text)) >= 4 else "brief"
