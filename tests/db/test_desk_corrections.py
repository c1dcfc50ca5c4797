"""What readers say of developments: kept in the desk as said, refused in words, and which word stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.desk import EditRefused
from db.desk_corrections import Known, correct, corrections, standing


def say(data, now, minute, field, value, was=None, development="a", by="Ada", known=None):
    at = now + timedelta(minutes=minute)
    return correct(data, development, field, value, was=was, by=by, at=at, known=known)


def held(data, development="a"):
    return {field: one.value for field, one in standing(corrections(data)).get(development, {}).items()}


def test_every_word_is_kept_and_the_newest_stands(tmp_path, now):
    say(tmp_path, now, 0, "themes", "pricing,models", "agents")
    say(tmp_path, now, 1, "themes", "", "pricing,models", by="Bob")
    assert [(one.value, one.was, one.by) for one in corrections(tmp_path)] == [
        ("pricing,models", "agents", "Ada"),
        ("", "pricing,models", "Bob"),
    ]
    assert held(tmp_path) == {"themes": ""}


def test_a_word_taken_back_leaves_nothing_standing(tmp_path, now):
    say(tmp_path, now, 0, "event", "launch")
    say(tmp_path, now, 1, "event", None, "launch")
    assert held(tmp_path) == {}
    assert len(corrections(tmp_path)) == 2


def test_of_a_name_added_and_taken_away_the_newer_stands(tmp_path, now):
    say(tmp_path, now, 0, "entity", "openai|Open AI")
    say(tmp_path, now, 1, "not_entity", "openai")
    assert held(tmp_path) == {"not_entity:openai": "openai"}
    say(tmp_path, now, 2, "entity", "openai|Open AI")
    assert held(tmp_path) == {"entity:openai": "openai|Open AI"}


def test_a_word_about_two_developments_is_answered_from_either_side(tmp_path, now):
    say(tmp_path, now, 0, "same_story", "b")
    say(tmp_path, now, 1, "not_same_story", "a", development="b")
    assert held(tmp_path) == {}
    assert held(tmp_path, "b") == {"not_same_story:a": "a"}


def test_a_development_is_in_one_story(tmp_path, now):
    say(tmp_path, now, 0, "same_story", "b")
    say(tmp_path, now, 1, "same_story", "c")
    assert held(tmp_path) == {"same_story:c": "c"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "x"),
        ("themes", "no-such-theme"),
        ("themes", ",".join(f"t{n}" for n in range(10_000))),
        ("event", "no-such-event"),
        ("event", ""),
        ("vendor", "x" * 10_000),
        ("vendor", "a\u202eb"),
        ("entity", "openai"),
        ("entity", "openai|\x00"),
        ("entity", "|words"),
        ("same_story", "a"),
        ("same_story", "' or 1=1"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(tmp_path, now, field, value):
    with pytest.raises(EditRefused) as caught:
        say(tmp_path, now, 0, field, value, known=Known(themes={"pricing"}, events={"launch"}))
    assert 10 < len(str(caught.value)) < 300
    assert corrections(tmp_path) == []


@pytest.mark.parametrize("by", ["", "  ", "x" * 500, "a\u202eb"])
def test_nobody_is_no_reader(tmp_path, now, by):
    with pytest.raises(EditRefused):
        say(tmp_path, now, 0, "event", "launch", by=by)
