"""What to do, over two horizons: status, owner and due day are edited here and kept in the desk."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from db.desk import STATUSES, action_history
from db.files import data_folder
from pages.parts import desk_edit, evidence, filters, frame

HORIZONS = {
    "next_quarter": ("Next quarter", "To be done within three months"),
    "long_term": ("Long term", "To be prepared over six to eighteen months"),
    None: ("Without a horizon", "The document does not say when"),
}
COLUMNS = {
    "shown_title": st.column_config.TextColumn("Action", width="medium", disabled=True),
    "status": st.column_config.SelectboxColumn("Status", options=STATUSES, required=True, width=90),
    "owner": st.column_config.TextColumn("Owner", max_chars=80, width=120),
    "due": st.column_config.DateColumn("Due", format="D MMM YYYY", width=115),
    "window_end": st.column_config.DateColumn("Horizon ends", format="D MMM YYYY", disabled=True, width=115),
    "note": st.column_config.TextColumn("Note", max_chars=500, width="medium"),
}


def tracker(horizon: str | None, actions: pd.DataFrame) -> None:
    """One horizon as an editable table.

    A saved edit gives the table a new key, so that it starts from what is kept.
    """
    title, meaning = HORIZONS[horizon]
    with st.container(border=True):
        with st.container(gap=None):
            st.header(title, anchor=False)
            st.caption(f"{meaning} · {int(actions['is_open'].sum())} of {len(actions)} open")
        key = f"edit_{horizon}_{int(actions['version'].sum())}_{len(actions)}"
        st.data_editor(
            actions,
            key=key,
            hide_index=True,
            column_order=list(COLUMNS),
            column_config=COLUMNS,
            on_change=desk_edit.save,
            args=(key, actions),
            alt=f"Actions: {title}",
            placeholder="–",
        )


def one_action(actions: pd.DataFrame) -> None:
    """The words an action rests on, and who changed what."""
    st.header("Why, and who changed what", anchor=False)
    by_title = {evidence.clean(row["shown_title"], 100): row for _, row in actions.iterrows()}
    row = by_title[filters.one("Action", list(by_title), "action")]
    left, right = st.columns(2, gap="medium")
    with left, st.container(border=True, height="stretch"):
        st.markdown("**Evidence**")
        st.text(evidence.clean(row["text"], 1200))
        evidence.proof(row["quote"], row["document_id"], row["url"], row["observed_at"])
    with right, st.container(border=True, height="stretch"):
        st.markdown("**History**")
        edits = pd.DataFrame(action_history(data_folder(), row["action_id"]))
        if edits.empty:
            st.caption("Nobody has edited it yet.")
        else:
            st.dataframe(
                edits,
                hide_index=True,
                alt="Edits of this action, newest first",
                column_config={
                    "edited_at": "When (UTC)",
                    "editor": "Who",
                    "field": "What",
                    "old_value": "Before",
                    "new_value": "After",
                },
            )


if frame.heading("Actions", "What to do next, over two horizons") is not None:
    desk_edit.say_outcome()
    actions = desk_edit.current(frame.rows("page.action_list", order="do_by nulls last, title, action_id"))
    if actions.empty:
        frame.no_match("action", "Actions come from the action sections of briefs; none was read so far.")
    else:
        actions["shown_title"] = (
            actions["title"].fillna(actions["text"]).map(lambda words: evidence.clean(words, 200))
        )
        with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
            st.text_input(
                "Your name",
                key="editor",
                placeholder="for the history",
                max_chars=80,
                persist_state="session",
                width=240,
            )
            everything = st.toggle("Show done and dropped", key="closed", bind="query-params")
        visible = actions if everything else actions[actions["is_open"]]
        for horizon in HORIZONS:
            part = visible[
                visible["horizon"].isna() if horizon is None else visible["horizon"] == horizon
            ].reset_index(drop=True)
            if len(part):
                tracker(horizon, part)
        if visible.empty:
            frame.no_match("open action", "All of them are done or dropped.")
        one_action(actions)
