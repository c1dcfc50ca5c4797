"""Price readings held back: the words of the page beside what stands, and a person's verdict on each."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from db.desk import EditRefused
from db.desk_reviews import PriceReview, price_reviews, review_price
from db.files import data_folder
from pages.parts import evidence, frame

MOST_CARDS = 12


def draw(held: pd.DataFrame) -> pd.DataFrame:
    """Cards with the two buttons for the newest readings; returns those that found no room."""
    _say_outcome()
    st.markdown(
        "**Held back.** The old price stands until a second reading or a person confirms the new one."
    )
    st.text_input(
        "Your name",
        key="editor",
        placeholder="for the history of verdicts",
        max_chars=80,
        persist_state="session",
        width=260,
    )
    verdicts = {review.price_id: review for review in price_reviews(data_folder())}
    with st.grid(2, min_column_width=300, gap="small"):
        for _, row in held.head(MOST_CARDS).iterrows():
            _card(row, verdicts.get(row["price_id"]))
    return held.iloc[MOST_CARDS:]


def _card(row: pd.Series, verdict: PriceReview | None) -> None:
    with st.container(border=True, height="stretch", gap="xsmall"):
        with st.container(gap=None):
            st.markdown(f"**{evidence.plain(row['ai_model'], 60)}** {_unit(row)}")
            st.markdown(_both(row))
            st.caption(evidence.plain(row["reason"], 300))
        evidence.proof(row["quote"], row["document_id"], row["url"], row["observed_at"])
        if verdict is not None:
            when = evidence.day(pd.Timestamp(verdict.at))
            st.caption(
                f"{verdict.verdict.capitalize()} by {evidence.plain(verdict.by, 60)} on {when}; the next pass takes it in"
            )
        with st.container(horizontal=True, gap="small"):
            _button("Accept", ":material/check:", row, verdict)
            _button("Reject", ":material/close:", row, verdict)


def _unit(row: pd.Series) -> str:
    band = "" if pd.isna(row["context_over"]) else f" above {int(row['context_over']):,} tokens"
    more = [row["unit"].replace("_", " ") + band, row["tier"], row["variant"]]
    words = ", ".join(evidence.plain(one, 60) for one in more if isinstance(one, str) and one)
    return f":small[:gray[{evidence.plain(row['vendor_name'], 40)} · {words}]]"


def _both(row: pd.Series) -> str:
    """What stands beside what the page says; an amount that is no dollar price stays as printed."""
    new = row["usd_per_mtok"]
    if pd.notna(new):
        says = evidence.money(new)
    elif pd.notna(row["amount"]):
        says = f"{row['amount']:g} {evidence.clean(row['currency'])} per {evidence.clean(row['per'], 40)}"
    else:
        says = "no amount"
    stands = "nothing stands so far"
    if pd.notna(row["believed_usd_per_mtok"]):
        stands = f"{evidence.money(row['believed_usd_per_mtok'])} stands since {evidence.day(row['believed_since'])}"
    return f"{evidence.plain(stands)} · the page says {evidence.plain(says)}"


def _button(word: str, icon: str, row: pd.Series, verdict: PriceReview | None) -> None:
    kept = verdict is not None and verdict.verdict.startswith(word.lower())
    st.button(
        word,
        key=f"{word.lower()}_{row['price_id']}",
        icon=icon,
        disabled=kept,
        on_click=_decide,
        args=(row["price_id"], word.lower(), evidence.clean(row["ai_model"], 60)),
    )


def _decide(price_id: str, verdict: str, ai_model: str) -> None:
    """Keeps the verdict in the desk; the collector takes it in on its next pass."""
    who = (st.session_state.get("editor") or "").strip()[:80]
    outcome: tuple[str, Any]
    try:
        kept = review_price(data_folder(), price_id, verdict, by=who, at=frame.utc_now())
    except EditRefused:
        outcome = (
            "warning",
            "Enter your name first: a verdict is kept with the name of the person who gives it.",
        )
    else:
        outcome = ("kept", f"{kept.verdict.capitalize()}: {evidence.plain(ai_model)}.")
    st.session_state["held_word"] = outcome


def _say_outcome() -> None:
    kind, words = st.session_state.pop("held_word", ("", ""))
    if kind == "warning":
        st.warning(words, icon=":material/person:")
    elif kind:
        st.toast(words, icon=":material/check:")
