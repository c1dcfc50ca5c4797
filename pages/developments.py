"""The stream of developments: searched, filtered, each with its evidence one click away."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import streamlit as st

from pages.parts import evidence, filters, frame, shown

PER_PAGE = 25
LIST = [
    "development_id",
    "title",
    "vendor_name",
    "source_title",
    "published_at",
    "dated_by",
    "themes",
    "unsure",
    "kind",
    "summary",
    "quote",
    "url",
    "document_id",
    "observed_at",
    "why",
    "theme_pending",
    "sources",
    "story_id",
]
PERIODS = ("All time", "7 days", "30 days", "90 days", "1 year")


def asked_for() -> tuple[str, dict[str, Any]]:
    """The filters of the address bar, as the view to ask and what to ask it."""
    words = filters.search("Search", placeholder="Search titles and texts")
    with st.grid(5, min_column_width=150, gap="small"):
        vendors = filters.many("Vendor", _names("page.vendor_names", "vendor_name"), "vendor")
        theme = filters.one("Theme", ["All themes", *_names("themes", "title")], "theme")
        kinds = filters.many("Kind", sorted(set(_names("source_health", "kind"))), "kind")
        sources = filters.many("Source", sorted(set(_names("source_health", "title"))), "source")
        period = filters.one("Period", PERIODS, "period")
    where: dict[str, Any] = {}
    for column, values in (("vendor_name", vendors), ("kind", kinds), ("source_title", sources)):
        if values:
            where[column] = values
    view = "page.development_list"
    if theme != "All themes":
        view, where["theme"] = "page.theme_developments", theme
    asked: dict[str, Any] = {"where": where}
    if words:
        asked["contains"] = (["title", "body", "quote"], words)
    if period in filters.WINDOWS:
        until = frame.one("page.coverage")["data_as_of"].to_pydatetime()
        asked["since"] = ("published_at", until - timedelta(days=filters.WINDOWS[period]))
    return view, asked


def _names(view: str, column: str) -> list[str]:
    return [evidence.clean(name, 80) for name in frame.rows(view, columns=[column], order=column)[column]]


def one_story(asked: str) -> None:
    """All that tells one story, for links from elsewhere."""
    found = frame.rows("stories", columns=["story_id"], contains=(["story_id"], asked), limit=20)["story_id"]
    known = [story for story in found if story.startswith(asked)] if len(asked) >= 8 else []
    if not known:
        st.warning(
            f"The address asks for story “{evidence.plain(asked, 40)}”, which is not here: showing all."
        )
        everything()
        return
    told = frame.rows(
        "page.development_list", columns=LIST, where={"story_id": known[0]}, order="published_at", limit=50
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        vendors = told["source_title"].nunique()
        st.write(f"One story, {len(told)} developments from {vendors} source{'s' if vendors > 1 else ''}.")
        st.page_link("developments.py", label="All developments", icon=":material/arrow_back:")
    for _, row in told.iterrows():
        shown.development(row, told=1, at="published_at")


def everything() -> None:
    """The filtered list, newest first, a page at a time."""
    view, asked = asked_for()
    total = frame.count(view, **asked)
    pages = max(1, -(-total // PER_PAGE))
    if not total:
        frame.no_match("development", "Take a filter away, or choose a longer period.")
        return
    st.caption(f"{total:,} development{'s' if total > 1 else ''}, newest first")
    place = st.container()
    number = filters.page_number(pages)
    found = frame.rows(
        view,
        columns=LIST,
        order="published_at desc, development_id",
        limit=PER_PAGE,
        offset=(number - 1) * PER_PAGE,
        **asked,
    )
    with place:
        for _, row in found.iterrows():
            shown.development(row, told=int(row["sources"]), at="published_at")


if frame.heading("Developments", "What vendors did, in their own words") is not None:
    story = st.query_params.get("story")
    if story:
        one_story(story)
    else:
        everything()
