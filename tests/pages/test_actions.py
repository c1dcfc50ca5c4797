"""Actions are edited into the desk; two people who edit one are told."""

from __future__ import annotations

from datetime import datetime, timezone

import pandas as pd
import pytest
import streamlit as st

from db.desk import action_history, actions_edited, edit_action
from pages.parts import desk_edit, frame

NOON = datetime(2026, 4, 24, 12, 0, tzinfo=timezone.utc)


@pytest.fixture
def row() -> pd.Series:
    return pd.Series({
        "action_id": "act-1", "shown_title": "Re-price", "version": 0, "status": "open", "owner": "Finance", "due": pd.NaT,
        "note": None,
    })


@pytest.fixture
def desk(own_world, monkeypatch):
    monkeypatch.setenv("SEXTANT_DATA", str(own_world))
    monkeypatch.setattr(st, "session_state", {"editor": "Ann"})
    return own_world


def test_two_horizons(app, world_data):
    at = app(world_data, "actions")
    assert [header.value for header in at.header][:2] == ["Next quarter", "Long term"]
    assert [len(table.value) for table in at.data_editor] == [2, 1]


def test_an_edit_is_kept_and_seen_before_the_next_snapshot(app, desk, row):
    assert desk_edit._keep(row, {"status": "doing"})[0] == "kept"
    at = app(desk, "actions")
    assert list(at.data_editor[0].value["status"]) == ["doing", "open"]
    edit = action_history(desk, "act-1")[0]
    assert (edit["editor"], edit["old_value"], edit["new_value"]) == ("Ann", "open", "doing")
    assert "Ann" in at.dataframe[-1].value.to_string()


def test_a_closed_action_leaves_the_list_until_asked_for(app, desk, row):
    desk_edit._keep(row, {"status": "done"})
    assert "Re-price high-volume workloads" not in list(app(desk, "actions").data_editor[0].value["shown_title"])
    at = app(desk, "actions", closed="true")
    assert "Re-price high-volume workloads" in list(at.data_editor[0].value["shown_title"])


def test_who_comes_second_is_told_and_nothing_is_lost(desk, row):
    edit_action(desk, "act-1", {"owner": "Bob"}, by="Bob", at=NOON)
    kind, words = desk_edit._keep(row, {"owner": "Ann"})
    assert kind == "conflict" and "Bob set owner" in words and "not kept" in words
    assert actions_edited(desk)["act-1"]["owner"] == "Bob"


def test_a_wrong_value_is_refused_in_words(desk, row):
    kind, words = desk_edit._keep(row, {"status": "perhaps"})
    assert kind == "conflict" and "perhaps" in words
    assert actions_edited(desk) == {}


def test_save_reads_what_the_table_edited(desk, row, monkeypatch):
    st.session_state["edit"] = {"edited_rows": {0: {"due": "2026-05-01", "action_id": "act-9"}}}
    desk_edit.save("edit", pd.DataFrame([row]))
    assert st.session_state["desk_word"][0] == "kept"
    assert actions_edited(desk)["act-1"]["due"] == "2026-05-01"


def test_evidence_and_a_link_to_one_action(app, world_data):
    at = app(world_data, "actions", action="Plan capacity for agents")
    assert at.selectbox(key="action").value == "Plan capacity for agents"
    assert any("Plan capacity for agents, with figures." in text.value for text in at.text)


def test_the_clock_is_utc():
    assert frame.utc_now().tzinfo is timezone.utc
