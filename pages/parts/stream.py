"""How the stream of developments is drawn: a development, a passage of a transcript, a story, its time axis."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd
import streamlit as st

from pages.parts import correct, corrected, evidence, frame, shown
from pages.parts.search_hits import Hit, Pieces

MOST_BADGES = 3
UNSURE = 0.2  # less is not worth a doubt
PERSON = ":material/person_edit:"  # before what a person set
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
    row: pd.Series, *, told: int, at: str = "published_at", kind: bool = False, place: str = ""
) -> None:
    """One development: what, who, when; on demand its own words, its themes, its story and what is like it.

    `place` tells two drawings of one development on a page apart.
    """
    row = corrected.over(row)
    key = f"{row['development_id']}{place}"
    themes, colour, mark = _badges(row)
    parts = [evidence.line(row, at=at)]
    parts += [event_words(row["event"])] if event_words(row["event"]) else []
    parts += [evidence.plain(row["kind"], 40)] if kind else []
    parts += [f"{told} sources"] if told > 1 else []
    with shown.entry(
        evidence.link(row["title"], row["url"], 200),
        themes,
        " · ".join(parts),
        colour=colour,
        mark=mark,
        key=f"evidence_{key}",
        beside=lambda: correct.button(row["development_id"], key),
    ) as proof:
        if proof.open:
            _evidence(row, told)


def _evidence(row: pd.Series, told: int) -> None:
    """What is behind one development; drawn once it is opened, as twenty of them cost more than the list."""
    said = row["quote"] if isinstance(row["quote"], str) and row["quote"] else row["summary"]
    evidence.proof(said, row["document_id"], row["url"], row["observed_at"])
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
        sure = f"{'' if tag['shown'] else 'unsure, '}{tag['confidence']:.0%} sure"
        why = f": {evidence.plain(tag['why'], 200)}" if isinstance(tag["why"], str) and tag["shown"] else ""
        lines.append(f"**{evidence.plain(named.get(tag['theme'], tag['theme']), 60)}** {sure}{why}")
    return lines


def _event(row: pd.Series) -> list[str]:
    words = event_words(row["event"])
    if not words:
        return []
    known = frame.rows(
        "developments",
        columns=["event", "event_confidence"],
        where={"development_id": row["development_id"]},
    )
    sure = known["event_confidence"].iloc[0] if list(known["event"]) == [row["event"]] else None
    return [f"**Event** {words}" + (f", {sure:.0%} sure" if pd.notna(sure) else "")]


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
    return "Mixed, perhaps more than one story: " if words == "mixed" else f"{words}: " if words else otherwise


def _story_link(story_id: str, words: str) -> None:
    st.page_link(_here(), label=words, icon=":material/hub:", query_params={"story": story_id[:16]})


@lru_cache(maxsize=1)
def _here() -> st.Page:
    """The page itself: asked for by its path, each of many links would look through the file system."""
    return st.Page("developments.py")


def hit(found: Hit) -> None:
    """One result of a search, with the stretch of its text that answers."""
    with st.container(gap=None):
        if found.development is not None:
            place = "" if found.passage is None else f"_{found.passage['passage_id']}"
            development(found.development, told=int(found.development["sources"]), place=place)
        elif found.passage is not None:
            _episode(found.passage)
        who = "" if found.passage is None else f"{spoken(found.passage)}: "
        if found.pieces:
            st.markdown(f":small[{who}{marked(found.pieces)}]")


def _episode(passage: pd.Series) -> None:
    sources = frame.rows("sources", columns=["source_id", "title"])
    named = dict(zip(sources["source_id"], sources["title"], strict=True))
    source = evidence.plain(named.get(passage["source_id"], passage["source_id"]), 40)
    title = evidence.plain(passage["episode"], 200) or "Untitled episode"
    with shown.entry(title, ["transcript"], f"{source} · {evidence.day(passage['published_at'])}"):
        st.text(f"“{evidence.clean(passage['text'], 1200)}”")
        st.caption(f"{spoken(passage)} · document {evidence.clean(passage['document_id'])[:12]}")


def spoken(passage: pd.Series) -> str:
    """Who says it, and how far into the episode."""
    who = evidence.plain(passage["speaker"], 60) or "Speaker unknown"
    if pd.isna(passage["starts_s"]):
        return who
    minutes, seconds = divmod(int(passage["starts_s"]), 60)
    hours, minutes = divmod(minutes, 60)
    clock = f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"
    return f"{who}, {clock}"


def marked(pieces: Pieces) -> str:
    """The stretch as harmless markdown with its hits bold; spaces between the pieces are kept."""
    made = []
    for text, is_hit in pieces:
        words = evidence.plain(text)
        if not words:
            made.append(" " if text else "")
        elif is_hit:
            made.append(f"**{words}**")
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


def timeline(told: list[tuple[pd.Series, pd.Series | None]]) -> None:
    """The tellings of one story along time: a day, then what was said on it, where and of what kind.

    Each is a row of the thread, and the development that it is, where it is one.
    """
    before = ""
    for telling, row in told:
        when = evidence.day(telling["happened_at"])
        beside, said = st.columns([1, 7], gap="small")
        beside.markdown(f":gray[{when}]" if when != before else "")
        with said:
            if row is not None and not isinstance(telling["passage_id"], str):
                development(row, told=1, kind=True)
            else:
                _telling(telling)
        before = when


def _telling(row: pd.Series) -> None:
    """A talk or a price that belongs to a story: its first words at once, all of it as evidence."""
    source = evidence.plain(row["source_title"], 60)
    caption = f"{source} · {evidence.day(row['happened_at'])}"
    talk = row["what"] == "talk"
    who = spoken(row.rename({"who": "speaker"})) if talk else evidence.plain(row["who"], 60)
    with st.container(gap=None):
        with shown.entry(evidence.link(row["title"], row["url"], 200), [row["what"]], caption):
            evidence.proof(row["said"], row["document_id"], row["url"], row["observed_at"])
        if words := evidence.plain(row["said"], 240):
            st.markdown(f":small[{who}: {words}]")
