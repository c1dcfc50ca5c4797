"""How the stream of developments is drawn: a development, a passage of a transcript, a story."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd
import streamlit as st

from pages.parts import correct, corrected, evidence, frame, shown
from pages.parts.search_hits import Hit, Pieces

MOST_BADGES = 3
UNSURE = 0.2  # less is not worth a doubt
PERSON = ":material/person_edit:"  # before what a person set
FIRST_WORDS = 170
PLACE = re.compile(r", \d+–\d+\)$")  # of characters: of use to who checks a rule, noise to who reads why
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
    "vendor",
    "event",
    "story_id",
]


def development(
    row: pd.Series,
    *,
    told: int,
    at: str = "published_at",
    title: str = "",
    words: str | None = None,
    lane: str = "",
    place: str = "",
) -> None:
    """One development: what, who, when; on demand its evidence, its themes, its story and what is like it.

    `title` and `words` are its title and what to quote of it (harmless markdown), as they are and its first ones where
    none are given; `place` tells two drawings of one development on a page apart.
    """
    row = corrected.over(row)
    key = f"{row['development_id']}{place}"
    themes, colour, mark = _badges(row)
    parts = [evidence.line(row, at=at)]
    parts += [event_words(row["event"])] if event_words(row["event"]) else []
    parts += [part for part in (lane, f"{told} sources" if told > 1 else "") if part]
    with shown.entry(
        evidence.linked(title, row["url"]) if title else evidence.link(row["title"], row["url"], 200),
        themes,
        " · ".join(parts),
        words=first_words(row) if words is None else words,
        colour=colour,
        mark=mark,
        key=f"evidence_{key}",
        beside=lambda: correct.button(row["development_id"], key),
    ) as proof:
        if proof.open:
            _evidence(row, told)


def first_words(row: pd.Series) -> str:
    """How it begins, in its own words; empty where that is only its title once more."""
    words = evidence.clean(shown.said(row), FIRST_WORDS)
    return (
        ""
        if words.casefold() == evidence.clean(row["title"], FIRST_WORDS).casefold()
        else evidence.plain(words)
    )


def _evidence(row: pd.Series, told: int) -> None:
    """What is behind one development; drawn once it is opened, as twenty of them cost more than the list."""
    evidence.proof(shown.said(row), row["document_id"], row["url"], row["observed_at"])
    reasons(row)
    if told > 1:
        _story_link(row["story_id"], f"All {told} sources of this story")
    like = {"like": row["development_id"]}
    st.page_link(_here(), label="More like this", icon=":material/join_inner:", query_params=like)


def _badges(row: pd.Series) -> tuple[list[str], str, str]:
    """(words, colour, icon) of the badges: the themes shown, or why there is none."""
    mark = PERSON if isinstance(row.get("edited"), str) else ""
    if len(row["themes"]):
        return list(row["themes"])[:MOST_BADGES], "blue", mark
    if mark:
        return ["not relevant"], "gray", mark
    if row["theme_pending"]:
        return ["theme pending"], "gray", ""
    return [f"unsure: {row['unsure'][0]}" if len(row["unsure"]) else ""], "gray", ""


def event_words(event: object) -> str:
    """The type of an event as people say it; empty where there is none."""
    return event.replace("_", " ") if isinstance(event, str) and event != "none" else ""


def reasons(row: pd.Series) -> None:
    """Each theme with how sure it is and why, or who set them; the event likewise."""
    edited = isinstance(row.get("edited"), str)
    lines = (
        [f"{PERSON} Themes {evidence.plain(row['why'], 200)}."] if edited else _tagged(row["development_id"])
    )
    lines += _event(row)
    st.caption("  \n".join(lines or ["No theme reaches a confidence worth naming."]))


def _tagged(development_id: str) -> list[str]:
    """One line a theme that is shown or doubted."""
    tags = frame.rows(
        "development_themes",
        columns=["theme", "confidence", "shown", "why"],
        where={"development_id": development_id},
        order="confidence desc",
        limit=30,
    )
    named = corrected.titles()
    lines = []
    for _, tag in tags[tags["shown"] | (tags["confidence"] >= UNSURE)].iterrows():
        certain = f"{'' if tag['shown'] else 'unsure, '}{sure(tag['confidence'])}"
        told = isinstance(tag["why"], str) and tag["shown"]
        why = f": {evidence.plain(PLACE.sub(')', tag['why']), 200)}" if told else ""
        lines.append(f"**{evidence.plain(named.get(tag['theme'], tag['theme']), 60)}** {certain}{why}")
    return lines


def sure(confidence: float) -> str:
    """How sure a tag is, in words."""
    return f"{shown.percent(confidence)} sure"


def _event(row: pd.Series) -> list[str]:
    words = event_words(row["event"])
    if not words:
        return []
    known = frame.rows(
        "developments",
        columns=["event", "event_confidence"],
        where={"development_id": row["development_id"]},
    )
    certain = known["event_confidence"].iloc[0] if list(known["event"]) == [row["event"]] else None
    return [f"**Event** {words}" + (f", {sure(certain)}" if pd.notna(certain) else "")]


def story(row: pd.Series) -> None:
    """One story by the development that leads it, with the way to all that tell it."""
    development(row, told=int(row["told_by"]), at="last_at")
    if row["developments"] > 1:
        first, last = evidence.day(row["first_at"]), evidence.day(row["last_at"])
        when = first if first == last else f"{first} – {last}"
        _story_link(row["story_id"], f"{about(row['label'], '')}{row['developments']} developments, {when}")


def about(label: object, otherwise: str) -> str:
    """What a story is about, before what tells it; where little joins its developments, that."""
    words = evidence.plain(label, 60) if isinstance(label, str) else ""
    return (
        "Mixed, perhaps more than one story: " if words == "mixed" else f"{words}: " if words else otherwise
    )


def _story_link(story_id: str, words: str) -> None:
    st.page_link(_here(), label=words, icon=":material/hub:", query_params={"story": story_id[:16]})


@lru_cache(maxsize=1)
def _here() -> st.Page:
    """The page itself: asked for by its path, each of many links would look through the file system."""
    return st.Page("developments.py")


def hit(found: Hit) -> None:
    """One result of a search, with the stretch of its text that answers."""
    who = "" if found.passage is None else f"{spoken(found.passage)}: "
    words = f"{who}{marked(found.pieces)}" if found.pieces else ""
    if found.development is not None:
        title = marked(found.title, ":gray-background[{}]")  # a title is bold anyhow
        place = "" if found.passage is None else f"_{found.passage['passage_id']}"
        told = int(found.development["sources"])
        development(found.development, told=told, title=title, words=words, place=place)
    elif found.passage is not None:
        _episode(found.passage, words)


def _episode(passage: pd.Series, words: str) -> None:
    sources = frame.rows("sources", columns=["source_id", "title"])
    named = dict(zip(sources["source_id"], sources["title"], strict=True))
    source = named.get(passage["source_id"], passage["source_id"])
    title = evidence.clean(passage["episode"], 200) or source
    caption = f"{evidence.plain(source, 40)} · {evidence.day(passage['published_at'])}"
    with shown.entry(evidence.link(title, passage["url"], 200), ["transcript"], caption, words=words):
        evidence.proof(passage["text"], passage["document_id"], passage["url"], passage["observed_at"])
        st.caption(spoken(passage))


def spoken(passage: pd.Series) -> str:
    """Who says it, and how far into the episode."""
    who = evidence.plain(passage["speaker"], 60) or "Speaker unknown"
    if pd.isna(passage["starts_s"]):
        return who
    minutes, seconds = divmod(int(passage["starts_s"]), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{who}, {clock}"


def marked(pieces: Pieces, hit: str = "**{}**") -> str:
    """The stretch as harmless markdown with its hits marked so; spaces between the pieces are kept."""
    made = []
    for text, is_hit in pieces:
        words = evidence.plain(text)
        if not words:
            made.append(" " if text else "")
        elif is_hit:
            made.append(hit.format(words))
        else:
            made.append(" " * text[:1].isspace() + words + " " * text[-1:].isspace())
    return "".join(made)


def alone(what: str, asked: str, words: str) -> None:
    """What is shown alone, and the way back to all."""
    st.query_params[what] = asked  # a link from this page to itself leaves the browser's address as it was
    with st.container(horizontal=True, vertical_alignment="center"):
        st.write(words)
        st.button(
            "All developments",
            icon=":material/arrow_back:",
            type="tertiary",
            on_click=_forget,
            args=(what,),
        )


def _forget(what: str) -> None:
    st.query_params.pop(what, None)


def remarks(said: list[str]) -> None:
    """What could not be read or done, in one quiet line each."""
    for words in said:
        st.caption(f":material/info: {evidence.plain(words, 300)}")
