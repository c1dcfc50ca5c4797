"""My stack: the workloads that people saved under a name, what they cost together, and saving this one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from db.desk import EditConflict, EditRefused
from db.desk_workloads import delete_workload, save_workload, workloads
from db.files import data_folder
from models.workload import StackBill, Workload, from_body, stack_bill, to_body
from pages.parts import evidence, frame, workload_form, workload_prices

NOBODY = "someone"


def draw(workload: Workload, quarters_ago: int) -> None:
    """The saved workloads with their bills, and a place to save the one that is shown."""
    saved = workloads(data_folder())
    with st.container(border=True):
        with st.container(gap=None):
            st.header("My stack", anchor=False)
            st.caption(
                "Saved workloads, each with the AI model it uses · US dollars a month · kept in the desk"
            )
        if saved:
            _saved(saved, quarters_ago)
        else:
            st.write("Nothing is saved yet.")
        _save(workload, saved)


def _saved(saved: list[dict[str, Any]], quarters_ago: int) -> None:
    # Its name in the desk is the one that counts; a copy may still carry the old one inside.
    kept = [_named(from_body(one["body"])[0], one["name"]) for one in saved]
    bill = stack_bill(kept, workload_prices.catalogue(quarters_ago, everyone=True))
    st.markdown(f"**{evidence.plain(_sum(bill))}**")
    table = pd.DataFrame(
        [
            {
                "name": evidence.clean(name, 80),
                "ai_model": evidence.clean(cost.ai_model_id, 80) or None,
                "month": None if cost.month_usd is None else float(cost.month_usd),
                "said": evidence.clean(cost.reason, 200),
                "updated_at": one["updated_at"][:10],
                "editor": evidence.clean(one["editor"], 60),
            }
            for one, (name, cost) in zip(saved, bill.bills, strict=True)
        ]
    )
    st.dataframe(table, hide_index=True, placeholder="–", alt="Saved workloads", column_config=COLUMNS)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        names = [one["name"] for one in saved]
        chosen = st.selectbox("Saved workload", names, key="saved_workload", width=280)
        at = names.index(chosen) if chosen in names else 0
        st.button("Open", key="open_workload", on_click=workload_form.show, args=(kept[at],))
        st.button("Delete", key="delete_workload", on_click=_delete, args=(saved[at],), type="tertiary")


COLUMNS = {
    "name": "Workload",
    "ai_model": "AI model",
    "month": st.column_config.NumberColumn("USD a month", format="$%.4g"),
    "said": st.column_config.TextColumn("What to know", width="large"),
    "updated_at": "Saved",
    "editor": "By",
}


def _named(workload: Workload, name: str) -> Workload:
    try:
        return replace(workload, name=name)
    except ValueError:
        return workload


def _sum(bill: StackBill) -> str:
    if bill.month_usd is not None:
        return f"{evidence.money(float(bill.month_usd))} a month together"
    return f"{evidence.money(float(bill.known_month_usd))} a month are known. {bill.reason or ''}"


def _save(workload: Workload, saved: list[dict[str, Any]]) -> None:
    with st.popover("Save this workload", icon=":material/bookmark_add:"):
        st.text_input("Name", workload.name, key="workload_name", max_chars=80)
        st.text_input(
            "Your name", key="editor", placeholder="for the history", max_chars=80, persist_state="session"
        )
        versions = {one["name"]: one["version"] for one in saved}
        st.button("Save", key="save_workload", type="primary", on_click=_keep, args=(workload, versions))


def _who() -> str:
    return (st.session_state.get("editor") or "").strip()[:80] or NOBODY


def _keep(workload: Workload, versions: dict[str, int]) -> None:
    """Saves the workload under the name that was typed; what could not be kept is said on the next run."""
    name = " ".join((st.session_state.get("workload_name") or "").split())
    try:
        named = replace(workload, name=name)
        save_workload(
            data_folder(), name, to_body(named), by=_who(), at=frame.utc_now(), seen=versions.get(name)
        )
    except EditConflict as conflict:
        _say(
            "warning",
            f"{conflict.by} changed “{name}” after you had opened it. Save under another name, or open theirs.",
        )
    except (EditRefused, ValueError) as refused:
        _say("warning", f"Not saved: {refused}.")
    else:
        workload_form.show(named)
        _say("kept", f"Saved: {name}.")


def _delete(one: dict[str, Any]) -> None:
    try:
        delete_workload(data_folder(), one["name"], by=_who(), at=frame.utc_now(), seen=one["version"])
    except (EditConflict, EditRefused) as refused:
        _say("warning", f"Not deleted: {refused}.")
    else:
        _say("kept", f"Deleted: {one['name']}.")


def _say(kind: str, words: str) -> None:
    st.session_state["workload_word"] = (kind, evidence.plain(words, 300))
