"""What is asked of the stream: words while they are typed, how to look for them, and what narrows the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import streamlit as st

from db.search import parse
from models import embedder
from pages.parts import evidence, filters, frame

LONGEST = 200
WAYS = {"Words": "words", "Meaning": "meaning", "Both": "both"}
ORDERS = {"Newest": "newest", "Best match": "ranked"}
PERIODS = ("All time", *filters.WINDOWS)
ALL_THEMES = "All themes"
MOST_NAMES = 2000
# Of the 500 characters that a search reads; the rest is for the words.
MOST_FILTERS = 290


@dataclass(slots=True)
class Asked:
    """One state of the address bar."""

    words: str = ""
    way: str = "words"
    order: str = "newest"
    stories: bool = False
    several: bool = False
    theme: str | None = None
    since: datetime | None = None
    where: dict[str, list[str]] = field(default_factory=dict)

    def question(self) -> tuple[str, bool]:
        """The words behind the filters as search reads them, and whether all filters had room."""
        named = {"vendor_name": "vendor", "kind": "kind", "source_title": "source"}
        terms = [(named[column], value) for column, values in self.where.items() for value in values]
        if self.theme:
            terms.insert(0, ("theme", self.theme))
        written, whole = "", True
        for name, value in terms:
            term = f'{name}:"{value.replace(chr(34), " ")}" '
            if len(written) + len(term) > MOST_FILTERS:
                whole = False
            else:
                written += term
        return written + self.words, whole

    def listing(self) -> tuple[str, str, dict[str, Any]]:
        """(the view to ask, its column of time, what to ask it) for the list without an index."""
        told = "stories" if self.stories else "developments"
        view = "page.story_list" if self.stories else "page.development_list"
        moment = "last_at" if self.stories else "published_at"
        where: dict[str, Any] = dict(self.where)
        if self.several:
            where["several"] = True
        if self.theme:
            view, where["theme"] = f"page.theme_{told}", self.theme
        narrow: dict[str, Any] = {"where": where}
        if self.words:
            narrow["contains"] = (["title", "body", "quote"], self.words)
        if self.since is not None:
            narrow["since"] = (moment, self.since)
        return view, moment, narrow

    def hint(self) -> str:
        """What else to try where nothing was found."""
        tries = ["try fewer or other words"] if self.words else []
        if self.where or self.theme or self.several:
            tries.append("take a filter away")
        if self.since is not None:
            tries.append("choose a longer period")
        said = ", or ".join(tries)
        return f"{said[:1].upper()}{said[1:]}." if said else "Nothing was told yet."

    def aside(self) -> str:
        """What narrows the list where no filter shows it, to stand behind a count."""
        hidden = [*self.where.get("kind", []), *self.where.get("source_title", [])]
        return f" · only {evidence.plain(', '.join(hidden), 120)}" if hidden else ""


def draw(*, stories: bool) -> Asked:
    """The search line, the filters and the switches; what the address asks for is taken over."""
    words = st.text_input(
        "Search",
        key="q",
        bind="query-params",
        placeholder='Words, "a phrase", -without, vendor:name, theme:name',
        icon=":material/search:",
        max_chars=LONGEST,
        live=True,
    )
    asked = Asked(words=(words or "").strip()[:LONGEST], stories=stories)
    _narrow(asked)
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        # Drawn without words too: a switch that comes or goes takes the words just typed out of the address.
        asked.way = _way()
        asked.order = ORDERS[filters.choice("Order", list(ORDERS), "order")]
        with st.popover("Kind and source", icon=":material/filter_list:", type="tertiary"):
            _narrow_more(asked)
        if stories:
            asked.several = st.toggle("Told by several sources", key="several", bind="query-params")
    return asked


def by_meaning(asked: Asked) -> None:
    """One press more where words found nothing and meaning may."""
    if asked.way == "words" and parse(asked.words).plain and embedder.ready():
        st.button("Search by meaning", icon=":material/join_inner:", on_click=_switch_to_meaning)


def _switch_to_meaning() -> None:
    st.session_state["by"] = "Meaning"


def page_number(pages: int, asked: Asked) -> int:
    """The page of a long list, from 1; another question starts on the first one."""
    before, now = st.session_state.get("listed"), repr(asked)
    st.session_state["listed"] = now
    if before is None:
        return filters.page_number(pages)
    if before != now or st.session_state.get("page", 1) > pages:
        st.session_state["page"] = 1
    if pages < 2 and "page" not in st.query_params:
        return 1
    # One that vanishes with its value in the address would take the words just typed out of it.
    return min(st.pagination(pages, key="page", bind="query-params"), pages)


def _narrow(asked: Asked) -> None:
    with st.grid(3, min_column_width=150, gap="small"):
        vendors = filters.many("Vendor", _tellers("vendor_name"), "vendor")
        theme = filters.one("Theme", [ALL_THEMES, *_names("themes", "title")], "theme")
        period = filters.one("Period", PERIODS, "period")
    if vendors:
        asked.where["vendor_name"] = vendors
    asked.theme = None if theme == ALL_THEMES else theme
    if period in filters.WINDOWS:
        until = frame.one("page.coverage")["data_as_of"].to_pydatetime()
        asked.since = until - timedelta(days=filters.WINDOWS[period])


def _narrow_more(asked: Asked) -> None:
    """The filters that few need; what they leave out is said beside the count."""
    if kinds := filters.many("Kind", _tellers("kind"), "kind"):
        asked.where["kind"] = kinds
    if sources := filters.many("Source", _tellers("source_title"), "source"):
        asked.where["source_title"] = sources


def _tellers(column: str) -> list[str]:
    """Vendors, kinds or sources that told anything: one that only lists prices would find nothing."""
    return sorted(set(_names("page.tellers", column)), key=str.casefold)


def _way() -> str:
    """How to look; where this machine can't embed at once only an address asks for more than words."""
    if embedder.ready():
        return WAYS[filters.choice("Search by", list(WAYS), "by")]
    return WAYS.get(st.query_params.get("by", "").capitalize(), "words")


def _names(view: str, column: str) -> list[str]:
    return [
        evidence.clean(name, 80)
        for name in frame.rows(view, columns=[column], order=column, limit=MOST_NAMES)[column]
    ]
