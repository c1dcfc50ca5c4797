"""Transcripts set as tables, chat logs or with dashes, and minutes whose resolutions are nobody's words."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from db.records import Document, Passage, Source
from ingest.kinds.transcript import parse

SOURCE = Source("talk", "talk", "transcript", "Talk", "test", 3600)
NOON = datetime(2026, 4, 1, 12, tzinfo=timezone.utc)
RULE = "|------|:-------:|------|"


def said(text: str) -> list[tuple[str | None, float | None, str]]:
    records = parse(SOURCE, Document("talk", text.encode(), NOON))
    return [(r.speaker, r.starts_s, r.text) for r in records if isinstance(r, Passage)]


@pytest.mark.parametrize("head", ["| Time | Speaker | Text |", "| **Timestamp** | **Who** | **Dialogue** |"])
def test_a_row_of_a_table_is_a_turn_with_its_speaker_and_time(head: str) -> None:
    rows = "| 00:05 | Ann Lee | Welcome to the show. |\n| [1:00:12] | **Bo Chen** | Thanks \\| hello. |\n| | Ann Lee | |"
    assert said(f"# Talk\n\n{head}\n{RULE}\n{rows}\n\nThe end.") == [
        ("Ann Lee", 5.0, "Welcome to the show."),
        ("Bo Chen", 3612.0, "Thanks | hello."),
    ]


def test_a_table_of_captions_needs_no_speaker() -> None:
    found = said("Start | Text\n--- | ---\n0:00 | Hello and welcome.\n0:04 | We begin.\n")
    assert " ".join(text for _, _, text in found) == "Hello and welcome. We begin."
    assert found[0][:2] == (None, 0.0)


def test_a_table_of_chapters_does_not_displace_the_turns_below_it() -> None:
    turns = (
        "Ann: Today we talk of many long things at length.\n\nBo: And I will answer each in turn, slowly.\n\n"
        * 4
    )
    found = said(f"| Time | Content |\n|---|---|\n| 00:05 | Opening |\n\n{turns}")
    assert [speaker for speaker, _, _ in found if speaker] == ["Ann", "Bo"] * 4


def test_a_resolution_or_an_action_in_minutes_is_no_speaker() -> None:
    turns = "Hadley: We should close this.\n\nDan: Agreed, let us see.\n\n"
    marks = "PROPOSED RESOLUTION: close it\n\nRESOLVED: close it\n\nACTION: Amy to write it up\n\n"
    found = said(turns + marks + turns)
    assert {speaker for speaker, _, _ in found} == {"Hadley", "Dan"}
    assert "RESOLVED: close it" in found[1][2]


def test_a_chat_log_names_its_speakers_between_angles() -> None:
    log = "[10:01:02] <nora> hello all\n[10:01:09] <omar> hi nora, shall we start?\n10:01 <nora> yes.\n" * 3
    assert said(log)[:3] == [
        ("nora", None, "hello all"),
        ("omar", None, "hi nora, shall we start?"),
        ("nora", None, "yes."),
    ]


def test_names_before_a_dash_speak_where_they_return() -> None:
    turns = (
        "NORA QUIST — Welcome to the panel.\n\nOMAR SAID — It's a pleasure.\n\nNORA QUIST — What is new?\n\n"
    )
    assert [speaker for speaker, _, _ in said(turns)] == ["NORA QUIST", "OMAR SAID", "NORA QUIST"]


def test_terms_before_a_dash_do_not_speak() -> None:
    terms = "".join(f"Term{letter} — what this word means here.\n\n" for letter in "ABCDEFGH")
    assert {speaker for speaker, _, _ in said(terms)} == {None}
