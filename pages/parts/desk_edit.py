"""Actions as people edit them: the snapshot's rows under the desk's newest words, and the way back."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from db.desk import STATUSES, EditConflict, EditRefused, actions_edited, edit_action
from db.files import data_folder
from pages.parts import evidence, frame

EDITED = ("status", "owner", "due", "note")
OPEN = STATUSES[:3]
NOBODY = "someone"


def current(actions: pd.DataFrame) -> pd.DataFrame:
    """The actions with what people wrote since the snapshot was published."""
    newest = actions_edited(data_folder())
    actions = actions.copy()
    actions["due"] = actions["due"].astype(object)
    for at, action_id in actions["action_id"].items():
        edit = newest.get(action_id)
        if edit is None or edit["version"] < actions.at[at, "version"]:
            continue
        for field in ("status", "owner", "note"):
            if edit[field] is not None:
                actions.at[at, field] = edit[field]
        if edit["due"] is not None:
            actions.at[at, "due"] = actions.at[at, "do_by"] = pd.Timestamp(edit["due"])
        actions.at[at, "version"] = edit["version"]
    actions["is_open"] = actions["status"].isin(OPEN)
    actions["due"] = pd.to_datetime(actions["due"])
    return actions


def _plain(value: Any) -> Any:
    if isinstance(value, (pd.Timestamp, date)):
        return value.isoformat()[:10]
    return (
        None if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) else value
    )


def save(key: str, shown: pd.DataFrame) -> None:
    """Keeps each edited row in the desk; what could not be kept is said on the next run."""
    for at, change in st.session_state[key]["edited_rows"].items():
        row = shown.iloc[at]
        wanted = {field: _plain(value) for field, value in change.items() if field in EDITED}
        st.session_state["desk_word"] = _keep(row, wanted)


def _keep(row: pd.Series, wanted: dict[str, Any]) -> tuple[str, str]:
    """Whether the edit was kept, and how to say it."""
    title = evidence.plain(row["shown_title"], 80)
    who = (st.session_state.get("editor") or "").strip()[:80] or NOBODY
    before = {field: _plain(row[field]) for field in wanted}
    data, at, seen = data_folder(), frame.utc_now(), int(row["version"])
    try:
        edit_action(data, row["action_id"], wanted, by=who, at=at, seen=seen, before=before)
    except EditConflict as conflict:
        by, theirs = evidence.plain(conflict.by, 40), evidence.plain(conflict.theirs, 80) or "nothing"
        return "conflict", (
            f"{by} set {conflict.field} of “{title}” to “{theirs}” after you had opened it "
            f"({evidence.day(conflict.at)}). Your change was not kept; theirs is shown now. "
            "Change it again if yours should stand."
        )
    except EditRefused as refused:
        return "conflict", evidence.plain(refused, 200)
    return "kept", f"Kept: {title}."


def say_outcome() -> None:
    """What became of the last edit, once."""
    kind, words = st.session_state.pop("desk_word", (None, ""))
    if kind == "conflict":
        st.warning(words, icon=":material/group:")
    elif kind == "kept":
        st.toast(words, icon=":material/check:")
