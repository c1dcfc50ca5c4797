"""What people said of one development before, and the way to take it back."""

from __future__ import annotations

import streamlit as st

from db.desk_corrections import Correction
from models.entities import title_of
from pages.parts import correct_story, corrected, evidence
from pages.parts.corrected import Change

WHAT = {
    "themes": "themes",
    "event": "event",
    "vendor": "vendor",
    "entity": "a name added",
    "not_entity": "a name taken away",
    "same_story": "same story as another",
    "not_same_story": "not the same story",
}


def draw(development_id: str) -> Change | None:
    """Who said what, newest first; the taking back that the reader asks for."""
    every = corrected.of(development_id)
    if not every:
        return None
    asked = None
    stands = set(corrected.said().standing.get(development_id, {}).values())
    st.markdown("**Said before**")
    for at, one in enumerate(every[:12]):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.caption(_told(one), width="stretch")
            if one in stands and st.button(
                "Take back", key=f"take_back_{development_id}_{at}", type="tertiary", icon=":material/undo:"
            ):
                asked = Change(one.field, None, one.value)
    return asked


def _told(one: Correction) -> str:
    words = f"{evidence.plain(corrected.signed(one), 80)}: {WHAT.get(one.field, one.field)}"
    if one.value is None:
        return f"{words}, taken back"
    if one.field == "themes" and one.value == one.was:
        return f"{words} all right ({_value(one.field, one.value)})"
    was = (
        f", before {_value(one.field, one.was)}"
        if one.was is not None and one.field in corrected.WHOLE
        else ""
    )
    return f"{words}: {_value(one.field, one.value)}{was}"


def _value(field: str, value: str | None) -> str:
    if value is None:
        return "unknown"
    if field == "themes":
        said = corrected.named(value)
    elif field == "vendor":
        said = corrected.vendors().get(value, value)
    elif field in ("entity", "not_entity"):
        entity, _, surface = value.partition("|")
        said = f"“{surface}” is {entity_title(entity)}" if surface else entity_title(entity)
    elif field == "event":
        said = value.replace("_", " ")
    else:
        said = correct_story.titled(value)
    return evidence.plain(said, 120)


def entity_title(entity_id: str) -> str:
    """The name of an entity on screens; an AI model by its name and vendor."""
    vendor, _, ai_model = entity_id.partition("/")
    named = title_of(entity_id)
    if ai_model and named == entity_id:
        named = f"{ai_model} ({corrected.vendors().get(vendor, vendor)})"
    return evidence.clean(named, 80)
