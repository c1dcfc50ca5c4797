"""From a claim to its proof: foreign text made harmless; source, quote, date and link as lines."""

from __future__ import annotations

import html
import re
from datetime import datetime
from urllib.parse import quote, urlsplit

import pandas as pd
import streamlit as st

LONGEST = 600
# Controls, line separators and direction marks: they could hide or reorder what a reader sees.
HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Streamlit swaps :shortcodes: and turns bare addresses into links after the escapes are gone,
# so these are broken by a character without width.
ALIVE = re.compile(r"(:(?=[\w+\-/])|://|www(?=\.)|@(?=\w)|<-|->|--|>=|<=|~=)", re.IGNORECASE)
JOINER = "\u2060"


def clean(value: object, longest: int = LONGEST) -> str:
    """Foreign text on one line, without what can't be seen; cut at a word. Empty for null."""
    if value is None or value is pd.NA or value is pd.NaT or value != value:
        return ""
    text = " ".join(HIDDEN.sub("", str(value)).split())
    if len(text) <= longest:
        return text
    return text[:longest].rsplit(" ", 1)[0] + " …"


def plain(value: object, longest: int = LONGEST) -> str:
    """Foreign text that Streamlit's markdown shows letter by letter: no link, image, colour, formula."""
    text = ALIVE.sub(lambda found: found.group(0)[0] + JOINER + found.group(0)[1:], clean(value, longest))
    return PUNCTUATION.sub(r"\\\1", text)


def label(value: object, longest: int = 60) -> str:
    """Foreign text inside a figure, where angle brackets would be markup."""
    return html.escape(clean(value, longest), quote=False)


def address(url: object) -> str | None:
    """The address if it is a plain http(s) one, else null; safe inside markdown."""
    text = clean(url, 2000)
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
        return None
    return quote(text, safe="/:?&=%#~+,;@!-._")


def link(title: object, url: object, longest: int = 160) -> str:
    """A title as a markdown link, or as bare text where the address can't be trusted."""
    return linked(plain(title, longest) or "untitled", url)


def linked(words: str, url: object) -> str:
    """Harmless markdown as a link, or as it is where the address can't be trusted."""
    target = address(url)
    return f"[{words}]({target})" if target else words


def day(moment: object) -> str:
    """A date as people write it, `date unknown` for null."""
    if moment is None or pd.isna(moment):
        return "date unknown"
    at = pd.Timestamp(moment)
    return f"{at.day} {at:%b %Y}"


def money(dollars: float) -> str:
    """US dollars with the cents that matter: $0.25, $12.50, $0.0375, $1,200."""
    if dollars >= 1000:
        return f"${dollars:,.0f}"
    cents = f"{dollars:.2f}"
    return f"${cents}" if abs(float(cents) - dollars) < 1e-9 else f"${dollars:.4g}"


def line(row: pd.Series, *, at: str = "published_at") -> str:
    """One caption: who says it, when, and whether the vendor dated it."""
    seen = "first seen " if row.get("dated_by") == "first_seen" else ""
    vendor, source = plain(row.get("vendor_name")), plain(row.get("source_title"), 40)
    named = not vendor or source.startswith(vendor)
    who = source if named else f"{vendor} · {source}"
    return f"{who} · {seen}{day(row.get(at))}"


def proof(quote_text: object, document_id: object, url: object, observed_at: datetime | object) -> None:
    """The second click: the words themselves, where they stand, when we read them."""
    words = clean(quote_text, 1200)
    if words:
        st.text(f"“{words}”")
    target = address(url)
    parts = [f"read {day(observed_at)}", f"document {clean(document_id)[:12] or 'not kept'}"]
    st.caption(" · ".join(parts))
    if target:
        st.link_button("Open the vendor's page", target, icon=":material/open_in_new:", type="tertiary")
