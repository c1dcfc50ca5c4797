"""The stream of developments: searched, filtered, by item or by story, each with its evidence one click away."""

from __future__ import annotations

import streamlit as st

from pages.parts import (
    correct,
    evidence,
    filters,
    frame,
    momentum,
    review,
    search_box,
    search_hits,
    story_axis,
    stream,
)

VIEWS = ("Items", "Stories", "Momentum", "Review")
PER_PAGE = 20


def one_story(asked: str) -> None:
    """All that tells one story on one time axis, for links from elsewhere."""
    found = story_axis.find(asked)
    if found is None:
        missing("a story", asked)
        return
    about = stream.about(found["label"], "One story: ")
    title = evidence.plain(found["title"], 120)
    stream.alone("story", asked, f"{about}“{title}”, and what else was told of it.")
    story_axis.draw(found["story_id"])


def alike(asked: str) -> None:
    """What is near in meaning to one development."""
    found = frame.rows(
        "page.development_list", columns=[*stream.LIST, "sources"], where={"development_id": asked}, limit=1
    )
    if found.empty:
        missing("what is like", asked)
        return
    title = evidence.plain(found.iloc[0]["title"], 120)
    stream.alone("like", asked, f"Like “{title}”, told by other stories, nearest first.")
    near, remarks = search_hits.like(asked, [*stream.LIST, "sources"])
    stream.remarks(remarks)
    if not near:
        frame.no_match("development", "Nothing else comes near to it in meaning.")
    for hit in near:
        stream.hit(hit)


def missing(what: str, asked: str) -> None:
    """Says that the address leads nowhere, and shows everything instead."""
    st.warning(f"The address asks for {what} “{evidence.plain(asked, 40)}”, which is not here: showing all.")
    chosen()


def everything(*, stories: bool = False) -> None:
    """The stream, narrowed while the words are typed."""
    asked = search_box.draw(stories=stories)
    if asked.words and search_hits.indexed():
        searched(asked)
        return
    if asked.words:
        stream.remarks([search_hits.UNREAD])
    listed(asked)


def searched(asked: search_box.Asked) -> None:
    """What the index answers, a page at a time."""
    found = search_hits.hits(asked)
    stream.remarks(found.remarks)
    if found.rows.empty:
        frame.no_match("development", asked.hint())
        search_box.by_meaning(asked)
        return
    st.caption(found.counted)
    place = st.container()
    start = (search_box.page_number(-(-len(found.rows) // PER_PAGE), asked) - 1) * PER_PAGE
    with place:
        for hit in search_hits.drawn(found, [*stream.LIST, "sources"], start, PER_PAGE):
            stream.hit(hit)


def listed(asked: search_box.Asked) -> None:
    """The filtered list, newest first, a page at a time."""
    view, moment, narrow = asked.listing()
    total = frame.count(view, **narrow)
    if not total:
        frame.no_match("story" if asked.stories else "development", asked.hint())
        return
    one, many = ("story", "stories") if asked.stories else ("development", "developments")
    st.caption(f"{total:,} {many if total > 1 else one}, newest first{asked.aside()}")
    place = st.container()
    start = (search_box.page_number(-(-total // PER_PAGE), asked) - 1) * PER_PAGE
    more = ["told_by", "developments", "first_at", "last_at", "label"] if asked.stories else ["sources"]
    order = f"{moment} desc, {'story_id' if asked.stories else 'development_id'}"
    found = frame.rows(
        view, columns=[*stream.LIST, *more], order=order, limit=PER_PAGE, offset=start, **narrow
    )
    with place:
        for _, row in found.iterrows():
            if asked.stories:
                stream.story(row)
            else:
                stream.development(row, told=int(row["sources"]))


def chosen() -> None:
    """What the switch below the title asks for; beside it, the title would have no room on a phone."""
    view = filters.choice("View", VIEWS, "view")
    if view == "Momentum":
        momentum.draw()
    elif view == "Review":
        review.draw()
    else:
        everything(stories=view == "Stories")


if frame.heading("Developments", "What vendors did, in their own words") is not None:
    if story := st.query_params.get("story"):
        one_story(story)
    elif like := st.query_params.get("like"):
        alike(like)
    else:
        chosen()
    correct.draw()
