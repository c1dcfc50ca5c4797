"""Layouts in which minutes and letters set their actions, and what looks like an action and is none."""

from __future__ import annotations

from datetime import date, datetime, timezone

import pytest

from db.records import ActionItem, Document, Source
from ingest.kinds.brief import parse

SOURCE = Source("letter", "letter", "brief", "Letter", "test", 3600)
SEEN = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)


def actions(text: str) -> list[ActionItem]:
    found = parse(SOURCE, Document("letter", text.encode(), SEEN))
    return [record for record in found if isinstance(record, ActionItem)]


def told(text: str) -> list[tuple[str | None, str, str | None, date | None]]:
    """Title, text, owner and due date of each item."""
    return [(item.title, item.text, item.owner, item.due) for item in actions(text)]


ONE_ITEM = {
    "handle and colon": "## Action items\n\n- @ann: write the memo by 5 May 2026",
    "handle and to": "## Action items\n\n- @ann to write the memo (due 5 May 2026)",
    "name in brackets": "## Action items\n\n* [Ann] write the memo, due 5 May 2026",
    "name behind a dash": "## Action items\n\n1. write the memo — Ann, 5 May 2026",
    "name and date in round brackets": "## Action items\n\n1) write the memo (Ann, by 2026-05-05)",
    "keys in the line": "## Action items\n\n+ write the memo. Owner: Ann; Due: 05.05.2026",
    "keys below": "## Action items\n\n- write the memo\n  - Owner: Ann\n  - Due: May 5, 2026",
    "plain table": "Action items\n\n| What | Who | When |\n|--|--|--|\n| write the memo | Ann | 5 May 2026 |",
    "tabs": "Action items\n\nAction\tOwner\tDue\nwrite the memo\tAnn\t5 May 2026",
    "table by its header": "| Action item | Owner | Due date |\n|--|--|--|\n|write the memo|Ann|2026-05-05|",
    "label in the text": "We met for long.\n\nACTION: Ann to write the memo by 5 May 2026",
    "label in a list": "# Sync\n\n- talk\n- **Action (Ann):** write the memo by 5 May 2026",
    "nested under a person": "Present: Ann, Bo\n\n## To do\n\n- Ann\n  - write the memo by 5 May 2026",
    "checkbox": "## Follow-ups\n\n- [ ] Ann to write the memo by 5 May 2026",
    "number of its own": "ACTION LOG\n\nA1. Ann: write the memo. Due 5 May 2026",
    "underlined heading": "Next steps\n----------\n\n• Ann will write the memo by 5 May 2026",
    "bold heading": "**Actions agreed:**\n- Ann – write the memo by 5 May 2026",
    "dash behind the label": "# Sync\n\n- talk\n- Action item - @ann to write the memo by 5 May 2026",
    "dash and name in bold": "# Sync\n\n- talk\n- **ACTION - Ann**: write the memo by 5 May 2026",
    "all of it bold": "# Sync\n\n- **Action - Ann to write the memo by 5 May 2026**",
    "letters for a label": "# Sync\n\nWe met.\n\nAI(Ann): write the memo by 5 May 2026",
    "letters in bold": "# Sync\n\nWe met.\n\n**AI**(Ann): write the memo by 5 May 2026",
    "name before the list": "# Sync\n\n**Action items:** @ann will:\n\n* write the memo by 5 May 2026",
    "list of a lone name": "## Actions\n\n- Ann to:\n  - write the memo by 5 May 2026",
    "marked name": "Present: Ann\n\n### Assignments\n\n- ==@ann==\n  - AI: write the memo by 5 May 2026",
    "day given out in front": "# 1 May 2026\n\n### Action item review\n\n"
    "- 2026-04-28: Ann to write the memo by 5 May",
    "bare lines": "# Sync\n\nWe met.\n\n## Next steps\nAnn: write the memo by 5 May 2026\n\n## Summary\nWe did.",
    "kinds by row": "Kind | What | Owner | Deadline\n--|--|--|--\nD | Keep it | Bo | -\nA | write the memo | Ann | 2026-05-05",
    "an arrow to the owner": "## Actions\n\n- write the memo -> Ann (5 May 2026)",
    "owner between dashes": "## Actions\n\n- write the memo — Ann — 5 May 2026\n\n## Sources\n\n- A page",
    "counted labels by owner": "## Action items by owner\n\n**Ann** (1 item):\n- 🔴 write the memo by 5 May 2026",
    "facts below a bold line": "## Actions\n\n1. **write the memo**\n   - Owner: Ann\n   - Due: 5 May 2026\n   - Notes: short",
    "wiki": "== Action items ==\n||Who ||Action ||When ||\n||Ann ||to write the memo ||5 May 2026 ||",
    "said twice": "# Sync\n\nWe met.\n\nACTION: Ann to write the memo by 5 May 2026\n\n"
    "## Summary of actions\n\n1. Ann to write the memo by 5 May 2026",
    "year from the title": "# Sync of 20 April 2026\n\n## Tasks\n\n- Ann: write the memo by 5 May",
}


@pytest.mark.parametrize("layout", ONE_ITEM)
def test_owner_and_due_in_every_layout(layout: str) -> None:
    (item,) = actions(ONE_ITEM[layout])
    assert item.text.startswith("write the memo")
    assert (item.owner or "").lstrip("@").lower() == "ann"
    assert item.due == date(2026, 5, 5)
    assert "write the memo" in ONE_ITEM[layout][item.starts : item.ends]


NO_ITEMS = {
    "decisions": "We met and talked.\n\n## Decisions\n\n- Ann has to write the memo\n- No more memos",
    "reading": "We met and talked.\n\n## Further reading\n\n1. How to write a memo",
    "agenda": "We met and talked.\n\n## Agenda\n\n- Write down your updates",
    "prose": "# Sync\n\nThe company has to decide before May. Ann needs to write the memo by 5 May 2026.",
    "a count": "# Sync\n\nWe met and talked.\n\n- **Length:** 15 minutes\n- **Action items:** 12",
    "letters for a subject": "# Letter\n\nWe met and talked.\n\n- AI: Ann Labs to buy Bo Chips\n- AI: use is up",
    "a review without one": "We met and talked.\n\n## Action item review\n\n- [The list](https://list.example)",
    "a product's name": "We met and talked.\n\n## GitHub Actions\n\n- Faster runners",
    "what was done": "We met and talked.\n\n## Actions taken\n\n- Wrote the memo",
    "none": "We met and talked.\n\n## Action items\n\n- None\n- No new action items",
    "another sub-section": "We met and talked.\n\n## Next steps\n\n### Sources\n\n- A page\n- Another",
}


@pytest.mark.parametrize("layout", NO_ITEMS)
def test_what_is_no_action(layout: str) -> None:
    assert actions(NO_ITEMS[layout]) == []


def test_people_with_initials_pairs_and_small_letters_are_owners() -> None:
    text = (
        "## Actions\n\n- B. Lind to count the seats.\n- Jo + Wei: ask both vendors.\n- tomk: Review the draft.\n"
        "- 2026-09-01: Ann to call."
    )
    assert [owner for *_, owner, _ in told(text)] == ["B. Lind", "Jo + Wei", "tomk", "Ann"]
    text = "## Actions\n\n- TBD: find a room\n- merge it @ann @bo\n- ✅ Ann: send it"
    assert [(words, owner) for _, words, owner, _ in told(text)] == [
        ("find a room", None),
        ("merge it", "@ann, @bo"),
        ("send it", "Ann"),
    ]


def test_a_section_of_plain_orders_has_items_and_prose_beside_a_list_has_none() -> None:
    text = "# Letter\n\n## What to do\n\nLock prices: Ask for a cap.\n\nPilot: Test two runtimes."
    assert [(title, words) for title, words, *_ in told(text)] == [
        ("Lock prices", "Ask for a cap."),
        ("Pilot", "Test two runtimes."),
    ]
    text = "# Letter\n\n## What to do\n\nReview these with your team.\n\n- Ask for a cap."
    assert [words for _, words, *_ in told(text)] == ["Ask for a cap."]


@pytest.mark.parametrize(
    "heading",
    ["So what? Actions", "Do this now", "What should leaders do next?", "Five actions for this quarter"]
    + [
        "Key takeaways and action items",
        "Review of actions from last meeting",
        "Call to action",
        "Actionables",
    ]
    + ["What leaders should do in the next 90 days", "Outcomes and next steps", "Things to do this week"],
)
def test_headings_that_open_a_list(heading: str) -> None:
    assert [words for _, words, *_ in told(f"# Letter\n\nText.\n\n## {heading}\n\n- Ask for a cap.")] == [
        "Ask for a cap."
    ]


@pytest.mark.parametrize(
    ("item", "done"),
    [
        ("- [x] Ship the report", True),
        ("- [ ] Ship the report", False),
        ("- Ship the report [done]", True),
        ("- Ship the report (in progress)", False),
        ("- ✅ Ship the report", True),
        ("- Ship the report. Status: completed", True),
        ("- Ship the report. Status: not started", False),
        ("- Ship the report before it is done", None),
        ("- Ship the report", None),
    ],
)
def test_what_a_list_says_of_its_own_item(item: str, done: bool | None) -> None:
    assert [one.done for one in actions(f"## Action items\n{item}\n- Ask the vendor for terms\n")] == [
        done,
        None,
    ]


def test_a_status_column_and_a_status_line_say_what_is_done() -> None:
    table = "| Action | Owner | Status |\n|---|---|---|\n| Ship the report | Ada | Done |\n| Ask the vendor | Bo | Open |\n| Plan | Cy | Q3 |\n"
    assert [one.done for one in actions(f"## Action items\n{table}")] == [True, False, None]
    below = "- Ship the report\n  - Owner: Ada\n  - Status: done\n- Ask the vendor\n  - Owner: Bo\n"
    assert [one.done for one in actions(f"## Action items\n{below}")] == [True, None]
