"""What a list says of its own items: done in a later brief closes the item, unless a person said otherwise."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from db.desk import edit_action
from db.reader import open_reader
from ingest.__main__ import main

SOURCE = '[[source]]\nid = "weekly-brief"\nvendor = "house"\nkind = "brief"\npath = "brief.md"\ntitle = "Weekly brief"\n'
BRIEF = "# Minutes\nDate: {day}\n\n## Action items\n- [{first}] Compare the bill of both gateways\n- Write to the vendor{mark}\n"


@pytest.fixture
def look(tmp_path):
    """A pass over the brief as it stands on a day; returns (status by text) of its items."""
    (tmp_path / "sources.toml").write_text(SOURCE)

    def passed(day: str, first: str = " ", mark: str = "", again: str | None = None) -> dict[str, str]:
        (tmp_path / "brief.md").write_text(BRIEF.format(day=day, first=first, mark=mark))
        command = [again] if again else ["run", "--no-tags", "--all", "--now", f"{day}T09:00:00Z"]
        assert (
            main([*command, "--data", str(tmp_path / "data"), "--sources", str(tmp_path / "sources.toml")])
            == 0
        )
        found = open_reader(tmp_path / "data").view("actions", columns=["text", "status", "action_id"])
        passed.ids = dict(zip(found["text"], found["action_id"], strict=True))
        return dict(zip(found["text"], found["status"], strict=True))

    passed.data = tmp_path / "data"
    return passed


def test_a_later_brief_that_ticks_an_item_closes_it_and_an_earlier_one_does_not_open_it_again(look):
    compare, write = "Compare the bill of both gateways", "Write to the vendor"
    assert look("2026-03-02") == {compare: "open", write: "open"}
    assert look("2026-03-09", first="x", mark=" [done]") == {compare: "done", write: "done"}
    assert look("2026-03-09", first="x", mark=" [done]", again="reparse") == {compare: "done", write: "done"}
    assert look("2026-03-16", first=" ") == {
        compare: "open",
        write: "done",
    }  # unticked; the other says nothing


def test_what_a_person_says_stands_above_the_list(look):
    assert look("2026-03-02")["Write to the vendor"] == "open"
    at = datetime(2026, 3, 3, tzinfo=timezone.utc)
    edit_action(look.data, look.ids["Write to the vendor"], {"status": "blocked"}, by="Ada", at=at)
    assert look("2026-03-09", first="x", mark=" (done)") == {
        "Compare the bill of both gateways": "done",
        "Write to the vendor": "blocked",
    }
