"""Every source: how it is doing in words, since when, what to do; and a pass on request."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from db import desk, status
from db.files import data_folder
from pages.parts import evidence, filters, frame, health

MOST_CARDS = 20
MANY_AWAY = 5


@st.fragment(run_every="2s")
def live() -> None:
    """What the collector does right now, and the button that asks for a pass."""
    word, now = status.read(data_folder()), frame.utc_now()
    running = word is not None and word.alive(now)
    if running and word.phase != "idle":
        st.progress(
            min(word.done / max(word.total, 1), 1.0),
            text=(
                f"{word.phase.capitalize()}: {word.done} of {word.total}"
                + (f" · {evidence.plain(word.current, 80)}" if word.current else "")
            ),
        )
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        asked = st.button("Run now", icon=":material/refresh:", disabled=not running, type="primary")
        if asked:
            desk.request_run(data_folder(), by=st.session_state.get("editor") or "a reader", at=now)
            st.toast("Asked for a pass; it starts within seconds.", icon=":material/refresh:")
        if running:
            st.caption(
                f"Last pass {frame.ago(word.moment('last_pass_at'), now)}"
                f" · {health.next_try(word.moment('next_due_at'), now, what='next pass')}"
            )
        else:
            st.caption("The collector is not running: start it with `make run`.")


def needs_a_look(sources: pd.DataFrame) -> None:
    """What fails, since when, why, and what happens next."""
    bad = sources[~sources["state"].isin(["ok", "unchanged", "never", "paused"])]
    if bad.empty:
        return
    now = frame.utc_now()
    away = bad[bad["error"].fillna("").str.startswith(health.NO_CONNECTION)]
    if len(away) > MANY_AWAY:
        st.info(
            f"{len(away)} of {len(sources)} sources can't be reached from here. What was read before stays; "
            "Sextant tries each of them again by itself, less often the longer it lasts.",
            icon=":material/cloud_off:",
        )
        bad = bad.drop(away.index)
    if len(bad):
        st.header(f"{len(bad)} need{'s' if len(bad) == 1 else ''} a look", anchor=False)
    for _, row in bad.sort_values("consecutive_failures", ascending=False).head(MOST_CARDS).iterrows():
        word, colour, meaning = health.WORDS.get(row["state"], (row["state"], "gray", ""))
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, gap="small", vertical_alignment="center"):
                st.markdown(f"**{evidence.link(row['title'], row['url'])}**")
                st.badge(word, color=colour)
            st.text(evidence.clean(row["error"] or meaning, 300))
            times = int(row["consecutive_failures"])
            good = frame.ago(row["last_good_at"], now)
            st.caption(
                ("not read so far" if good == "never" else f"last good answer {good}")
                + f" · {times} failure{'s' if times != 1 else ''} in a row"
                f" · {health.next_try(row['next_due_at'], now)} · {evidence.plain(meaning)}"
            )


def table(sources: pd.DataFrame) -> None:
    """All of them."""
    st.header("All sources", anchor=False)
    with st.grid(3, min_column_width=180, gap="small"):
        states = filters.many("Health", sorted(set(sources["health"])), "health")
        kinds = filters.many("Kind", sorted(set(sources["kind"])), "kind")
        vendors = filters.many("Vendor", sorted(set(sources["vendor_name"])), "vendor")
    for column, values in (("health", states), ("kind", kinds), ("vendor_name", vendors)):
        sources = sources[sources[column].isin(values)] if values else sources
    sources = sources.assign(url=sources["url"].map(evidence.address))
    moment = st.column_config.DatetimeColumn
    st.dataframe(
        sources,
        hide_index=True,
        placeholder="–",
        alt="All sources and their health",
        column_order=[
            "title",
            "vendor_name",
            "kind",
            "health",
            "last_good_at",
            "next_due_at",
            "cadence",
            "new_items",
            "licence",
            "url",
        ],
        column_config={
            "title": "Source",
            "vendor_name": "Vendor",
            "kind": "Kind",
            "health": "Health",
            "cadence": "Every",
            "new_items": "New",
            "licence": "May be used for",
            "url": st.column_config.LinkColumn("Page", display_text="open"),
            "last_good_at": moment("Last good", format="distance"),
            "next_due_at": moment("Next due", format="distance"),
        },
    )
    st.caption(
        "Sources are listed in `ingest/sources.toml`; "
        "`python -m ingest try ADDRESS` shows what a new one would yield."
    )


if frame.heading("Sources", "What we read, and how it is doing", even_empty=True) is not None:
    live()
    sources = health.newest()
    needs_a_look(sources)
    table(sources)
