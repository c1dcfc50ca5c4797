"""The form in which a reader corrects one development; built only when it is opened, kept in the desk."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from db.desk import EditRefused, request_run, run_requested
from db.desk_corrections import Known
from db.desk_corrections import correct as keep
from db.files import data_folder
from models import events
from models.entity_index import names
from pages.parts import correct_history, correct_story, corrected, evidence, frame, shown
from pages.parts.corrected import Change

NOBODY = "someone"
NO_EVENT = "none"
COLUMNS = [
    "development_id",
    "title",
    "vendor",
    "vendor_name",
    "source_title",
    "published_at",
    "dated_by",
    "themes",
    "unsure",
    "why",
    "theme_pending",
    "event",
    "kind",
    "summary",
    "quote",
    "url",
    "story_id",
]


def button(development_id: str, key: str) -> None:
    """Opens the form of one development."""
    st.button(
        "Correct",
        icon=":material/edit:",
        type="tertiary",
        key=f"correct_{key}",
        on_click=ask,
        args=(development_id,),
    )


def ask(development_id: str) -> None:
    """The form of this development is drawn at the end of the page."""
    st.session_state["correcting"] = development_id


def _dismissed() -> None:
    st.session_state.pop("correcting", None)


def draw() -> None:
    """The form that was asked for, if any, and what became of the last one."""
    for words in st.session_state.pop("correct_words", []):
        st.toast(words, icon=":material/check:")
    if asked := st.session_state.get("correcting"):
        _form(asked)


def who() -> str:
    """The reader's name, as given on any page."""
    return " ".join((st.session_state.get("editor") or "").split())[:80] or NOBODY


def your_name() -> None:
    """Who speaks; asked once a session."""
    st.text_input(
        "Your name", key="editor", placeholder="for the history", max_chars=80, persist_state="session"
    )


def ids(shown_themes: list[str]) -> str:
    """Theme titles as the desk writes them."""
    by_title = {title: theme for theme, title in corrected.titles().items()}
    return ",".join(by_title[title] for title in shown_themes if title in by_title)


def save(development_id: str, changes: list[Change]) -> str | None:
    """Keeps each change and asks for a pass; the sentence why not, where one is refused."""
    _see()
    data, at = data_folder(), frame.utc_now()
    known = Known(set(corrected.titles()), set(events.TYPES), set(corrected.vendors()))
    try:
        for one in changes:
            keep(data, development_id, one.field, one.value, was=one.was, by=who(), at=at, known=known)
    except EditRefused as refused:
        return str(refused)
    if changes and not run_requested(data):
        request_run(data, who(), at)
    return None


def _see() -> None:
    """Takes a snapshot where the page has not: a pressed button and a form alone come before it."""
    if frame.reader() is None:
        frame.begin()


def tell(words: str) -> None:
    """Says it in passing once the page is drawn."""
    st.session_state.setdefault("correct_words", []).append(words)


def done(words: str) -> None:
    """Closes the form and draws the page anew, with what was kept."""
    tell(words)
    _dismissed()
    st.rerun()


@st.dialog("Correct this development", width="medium", icon=":material/edit:", on_dismiss=_dismissed)
def _form(development_id: str) -> None:
    _see()
    found = frame.rows(
        "page.development_list", columns=COLUMNS, where={"development_id": development_id}, limit=1
    )
    if found.empty:
        st.write("This development is not in the newest snapshot any more.")
        return
    row = corrected.over(found.iloc[0])
    st.markdown(f"**{evidence.link(row['title'], row['url'], 200)}**")
    st.caption(evidence.line(row))
    if said := evidence.clean(shown.said(row), 400):
        st.text(said)
    shown_themes = list(row["themes"])
    changes = [
        *_themes(row, shown_themes),
        *_event_and_vendor(row),
        *_names(row),
        *correct_story.changes(row),
    ]
    your_name()
    with st.container(horizontal=True, gap="small"):
        if st.button("Save", type="primary", key="correct_save", disabled=not changes):
            _outcome(development_id, changes, f"Kept: {evidence.plain(row['title'], 60)}")
        right = "All right as shown" if shown_themes else "Right: not relevant"
        barred = bool(changes) or bool(row["theme_pending"])  # nobody can agree with what is not said yet
        if st.button(right, key="correct_right", icon=":material/check:", disabled=barred):
            confirmed = Change("themes", ids(shown_themes), ids(shown_themes))
            _outcome(development_id, [confirmed], f"Reviewed: {evidence.plain(row['title'], 60)}")
    if taken_back := correct_history.draw(development_id):
        _outcome(development_id, [taken_back], f"Taken back: {correct_history.WHAT[taken_back.field]}")


def _outcome(development_id: str, changes: list[Change], words: str) -> None:
    refused = save(development_id, changes)
    if refused:
        st.warning(evidence.plain(refused, 200))
    else:
        done(words)


def _themes(row: pd.Series, shown_themes: list[str]) -> list[Change]:
    chosen = st.multiselect(
        "Themes",
        list(corrected.titles().values()),
        default=[title for title in shown_themes if title in corrected.titles().values()],
        key=f"correct_themes_{row['development_id']}",
        placeholder="None: it is not relevant",
        help="The first is the main one. None says that the development is not relevant.",
    )
    if len(row["unsure"]):
        st.caption(f"Unsure, so not shown: {evidence.plain(', '.join(row['unsure'][:4]), 120)}")
    value, was = ids(chosen), ids(shown_themes)
    return [Change("themes", value, was)] if value != was else []


def _event_and_vendor(row: pd.Series) -> list[Change]:
    development_id = row["development_id"]
    event = row["event"] if isinstance(row["event"], str) else NO_EVENT
    types = [NO_EVENT, *events.TYPES]
    vendors = corrected.vendors()
    left, right = st.columns(2, gap="small")
    with left:
        new_event = st.selectbox(
            "Event",
            types if event in types else [event, *types],
            index=types.index(event) if event in types else 0,
            format_func=lambda one: "no event" if one == NO_EVENT else one.replace("_", " "),
            key=f"correct_event_{development_id}",
        )
    with right:
        listed = list(vendors) if row["vendor"] in vendors else [row["vendor"], *vendors]
        new_vendor = st.selectbox(
            "Vendor",
            listed,
            index=listed.index(row["vendor"]),
            format_func=lambda one: evidence.clean(vendors.get(one, one), 60),
            key=f"correct_vendor_{development_id}",
        )
    pairs = (("event", new_event, event), ("vendor", new_vendor, row["vendor"]))
    return [Change(field, value, was) for field, value, was in pairs if value != was]


def _names(row: pd.Series) -> list[Change]:
    """Companies, AI models, runtimes, products and chips found in the text: taken away, or one added."""
    development_id = row["development_id"]
    found = _found(development_id)
    with st.expander("Names found in it"):
        kept = st.multiselect(
            "Found",
            found,
            default=found,
            format_func=correct_history.entity_title,
            key=f"correct_names_{development_id}",
            placeholder="None found",
            label_visibility="collapsed",
        )
        left, right = st.columns(2, gap="small")
        written = left.text_input(
            "Another, as the text writes it", max_chars=120, key=f"correct_written_{development_id}"
        )
        means = right.selectbox(
            "It means",
            _entities(),
            index=None,
            format_func=correct_history.entity_title,
            placeholder="Choose a name",
            key=f"correct_means_{development_id}",
        )
    changes = [Change("not_entity", one, one) for one in found if one not in kept]
    if written.strip() and means:
        changes.append(Change("entity", f"{means}|{' '.join(written.split())}", None))
    elif written.strip() or means:
        st.caption("A name is added once both its words and what they mean are given.")
    return changes


def _found(development_id: str) -> list[str]:
    """The entities on the screen: those of the snapshot under what readers said since."""
    rows = frame.rows("mentions", columns=["entity_id"], where={"development_id": development_id}, limit=200)
    words = corrected.said().standing.get(development_id, {})
    added = [field.partition(":")[2] for field in words if field.startswith("entity:")]
    gone = {field.partition(":")[2] for field in words if field.startswith("not_entity:")}
    return [one for one in dict.fromkeys([*rows["entity_id"], *added]) if one not in gone]


def _entities() -> list[str]:
    known = names()
    rows = frame.rows("page.ai_model_list", columns=["ai_model_id"], order="ai_model_id")
    ours = [*known.companies, *known.runtimes, *known.products, *known.chips]
    return list(dict.fromkeys([*ours, *rows["ai_model_id"]]))
