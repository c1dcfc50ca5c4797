"""My stack: workloads kept by name, versioned, never overwritten unseen."""

from __future__ import annotations

import json
import threading

import pytest

from db.desk import EditConflict, EditRefused
from db.desk_workloads import delete_workload, save_workload, workloads

BODY = json.dumps({"w_in": "5000"})
OTHER = json.dumps({"w_in": "9000"})


def test_a_saved_workload_comes_back(tmp_path, now):
    assert workloads(tmp_path) == []
    assert save_workload(tmp_path, "  Support   mail ", BODY, by="ada", at=now).version == 1
    (kept,) = workloads(tmp_path)
    assert kept == {
        "name": "Support mail",
        "body": BODY,
        "version": 1,
        "updated_at": "2026-04-24T12:00:00Z",
        "editor": "ada",
    }


def test_saving_again_raises_the_version_and_saving_the_same_does_not(tmp_path, now):
    save_workload(tmp_path, "a", BODY, by="ada", at=now)
    assert save_workload(tmp_path, "a", OTHER, by="bob", at=now, seen=1).version == 2
    assert save_workload(tmp_path, "a", OTHER, by="cem", at=now).version == 2
    assert [(row["version"], row["editor"]) for row in workloads(tmp_path)] == [(2, "bob")]


def test_the_stack_is_in_order_of_names(tmp_path, now):
    for name in ("zeta", "alpha", "mid"):
        save_workload(tmp_path, name, BODY, by="ada", at=now)
    assert [row["name"] for row in workloads(tmp_path)] == ["alpha", "mid", "zeta"]


def test_who_looked_at_an_older_version_sees_the_conflict(tmp_path, now):
    save_workload(tmp_path, "a", BODY, by="ada", at=now)
    save_workload(tmp_path, "a", OTHER, by="bob", at=now, seen=1)
    with pytest.raises(EditConflict) as caught:
        save_workload(tmp_path, "a", "{}", by="cem", at=now, seen=1)
    assert (caught.value.by, caught.value.field, caught.value.theirs) == ("bob", "workload", OTHER)
    with pytest.raises(EditConflict):
        delete_workload(tmp_path, "a", by="cem", at=now, seen=1)
    assert workloads(tmp_path)[0]["body"] == OTHER


def test_a_deleted_workload_is_gone_and_its_versions_go_on(tmp_path, now):
    save_workload(tmp_path, "a", BODY, by="ada", at=now)
    delete_workload(tmp_path, "a", by="ada", at=now, seen=1)
    delete_workload(tmp_path, "never there", by="ada", at=now)
    assert workloads(tmp_path) == []
    with pytest.raises(EditConflict):
        save_workload(tmp_path, "a", OTHER, by="bob", at=now, seen=1)
    assert save_workload(tmp_path, "a", BODY, by="bob", at=now).version == 3


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("", BODY),
        ("   ", BODY),
        ("n" * 81, BODY),
        ("a\u202eb", BODY),
        ("a\x00b", BODY),
        ("a", ""),
        ("a", "[]"),
        ("a", "not json"),
        ("a", '"text"'),
        ("a", json.dumps({"k": "v" * 9000})),
    ],
)
def test_what_can_not_be_kept_is_refused_in_words(tmp_path, now, name, body):
    with pytest.raises(EditRefused):
        save_workload(tmp_path, name, body, by="ada", at=now)
    assert workloads(tmp_path) == []


def test_two_writers_at_once_lose_nothing(tmp_path, now):
    def write(editor):
        for at in range(8):
            save_workload(tmp_path, f"{editor}-{at}", BODY, by=editor, at=now)

    threads = [threading.Thread(target=write, args=(name,)) for name in ("ada", "bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(workloads(tmp_path)) == 16


def test_of_two_who_saw_the_same_version_only_one_saves(tmp_path, now):
    save_workload(tmp_path, "a", BODY, by="ada", at=now)
    told = []

    def write(editor):
        try:
            save_workload(tmp_path, "a", json.dumps({"by": editor}), by=editor, at=now, seen=1)
            told.append("kept")
        except EditConflict:
            told.append("conflict")

    threads = [threading.Thread(target=write, args=(name,)) for name in ("bob", "cem")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["conflict", "kept"]
