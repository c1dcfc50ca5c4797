"""What people write: kept, versioned, with conflicts shown and nothing lost."""

from __future__ import annotations

import threading

import pytest

from db.desk import (
    EditConflict,
    EditRefused,
    action_history,
    actions_edited,
    edit_action,
    request_run,
    take_requests,
)


def test_an_edit_is_kept_with_its_history(tmp_path, now):
    assert edit_action(tmp_path, "a", {"status": "doing", "owner": "Ada"}, by="ada", at=now).version == 1
    assert edit_action(tmp_path, "a", {"status": "done"}, by="bob", at=now).version == 2
    state = actions_edited(tmp_path)["a"]
    assert (state["status"], state["owner"], state["version"], state["editor"]) == ("done", "Ada", 2, "bob")
    newest = action_history(tmp_path, "a")[0]
    assert (newest["field"], newest["old_value"], newest["new_value"]) == ("status", "doing", "done")


def test_an_edit_that_changes_nothing_adds_no_history(tmp_path, now):
    edit_action(tmp_path, "a", {"status": "done"}, by="ada", at=now)
    assert edit_action(tmp_path, "a", {"status": "done"}, by="bob", at=now).version == 1
    assert len(action_history(tmp_path, "a")) == 1


def test_the_first_edit_remembers_what_was_shown(tmp_path, now):
    edit_action(tmp_path, "a", {"status": "done"}, by="ada", at=now, before={"status": "open"})
    assert action_history(tmp_path, "a")[0]["old_value"] == "open"


def test_the_second_of_two_editors_sees_the_conflict(tmp_path, now):
    edit_action(tmp_path, "a", {"owner": "Ada"}, by="ada", at=now)
    edit_action(tmp_path, "a", {"owner": "Bob"}, by="bob", at=now, seen=1)
    with pytest.raises(EditConflict) as caught:
        edit_action(tmp_path, "a", {"owner": "Cem"}, by="cem", at=now, seen=1)
    assert (caught.value.by, caught.value.field, caught.value.theirs) == ("bob", "owner", "Bob")
    assert actions_edited(tmp_path)["a"]["owner"] == "Bob"


@pytest.mark.parametrize("change", [{"status": "finished"}, {"due": "next week"}, {"title": "x"}])
def test_what_is_not_allowed_is_refused_in_words(tmp_path, now, change):
    with pytest.raises(EditRefused):
        edit_action(tmp_path, "a", change, by="ada", at=now)
    assert actions_edited(tmp_path) == {}


def test_many_writers_lose_no_edit(tmp_path, now):
    def write(name):
        for at in range(10):
            edit_action(tmp_path, f"{name}-{at}", {"owner": name}, by=name, at=now)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("ada", "bob", "cem")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(actions_edited(tmp_path)) == 30


def test_a_wish_for_a_pass_is_taken_once(tmp_path, now):
    assert not take_requests(tmp_path, now)
    request_run(tmp_path, "ada", now)
    assert take_requests(tmp_path, now)
    assert not take_requests(tmp_path, now)


def test_many_first_writers_at_once_make_one_desk(tmp_path, now):
    for round_ in range(15):
        data = tmp_path / str(round_)

        def write(name, data=data):
            edit_action(data, name, {"owner": name}, by=name, at=now)

        threads = [threading.Thread(target=write, args=(name,)) for name in "abcdef"]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(actions_edited(data)) == list("abcdef")
        assert not list(data.glob("*.tmp*"))
