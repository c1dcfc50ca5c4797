"""Paragraphs, quotes and action items of digests: given truth, many layouts, exact places, hostile input."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.records import ActionItem, Development, Document, Quote, Record, Source
from ingest.errors import EmptyParse, ParseError, SourceError
from ingest.kinds.brief import parse
from ingest.text import decode

SHARED = Path(__file__).parents[4] / "shared" / "data" / "briefs"
SOURCE = Source("letter", "letter", "brief", "Letter", "test", 3600)
SEEN = datetime(2026, 11, 1, 12, tzinfo=timezone.utc)
UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]|<script|<img")


def read(text: str | bytes) -> list[Record]:
    return parse(SOURCE, Document("letter", text if isinstance(text, bytes) else text.encode(), SEEN))


def actions(text: str) -> list[ActionItem]:
    return [record for record in read(text) if isinstance(record, ActionItem)]


def told(text: str) -> list[tuple[str | None, str, str | None, date | None]]:
    """Title, text, owner and due date of each item."""
    return [(item.title, item.text, item.owner, item.due) for item in actions(text)]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the shared briefs are not beside the project")
@pytest.mark.parametrize("truth_file", sorted(SHARED.glob("*.truth.json")), ids=lambda path: path.name)
def test_given_briefs_give_exactly_the_true_items(truth_file: Path) -> None:
    truth = json.loads(truth_file.read_text("utf-8"))
    body = (SHARED / truth["file"]).read_bytes()
    text = decode(body, None)
    found = [record for record in read(body) if isinstance(record, ActionItem)]
    assert [(i.title, i.text, i.owner, i.horizon_text, i.due and i.due.isoformat()) for i in found] == [
        (i["title"], i["text"], i["owner"], i["horizon"], i["due"]) for i in truth["items"]
    ]
    assert [text[item.starts : item.ends] for item in found] == [item["span"] for item in truth["items"]]
    assert [bool(item.done) for item in found] == [item["done"] for item in truth["items"]]


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the shared briefs are not beside the project")
def test_the_arms_race_brief() -> None:
    body = (SHARED / "ai-arms-race.txt").read_bytes()
    records = read(body)
    horizons = [record.horizon for record in records if isinstance(record, ActionItem)]
    quotes = [record for record in records if isinstance(record, Quote)]
    assert horizons == ["next_quarter"] * 4 + ["long_term"] * 5
    assert [quote.speaker for quote in quotes] == ["Andrey Kurenkov", "Jeremie Harris"]
    assert [decode(body, None)[quote.starts : quote.ends] for quote in quotes] == [
        quote.text for quote in quotes
    ]
    assert not any(quote.text.startswith('"') or quote.text.endswith('"') for quote in quotes)
    assert sum(isinstance(record, Development) for record in records) == 7


@pytest.mark.parametrize(
    ("label", "horizon"),
    [
        ("Next quarter", "next_quarter"),
        ("Within 30 days", "next_quarter"),
        ("Immediate (next 90 days)", "next_quarter"),
        ("Short term (0–3 months)", "next_quarter"),
        ("Q3 2026", "next_quarter"),
        ("Within two quarters", "long_term"),
        ("6-18 months", "long_term"),
        ("Longer-term bets", "long_term"),
        ("Next 12 months", "long_term"),
        ("Q4 2027", "long_term"),
        ("Mid-term", None),
    ],
)
def test_horizons(label: str, horizon: str | None) -> None:
    (item,) = actions(f"# Letter, 4 May 2026\n\n## Recommended actions\n\n### {label}\n\n- Count the tokens.")
    assert (item.horizon, item.horizon_text) == (horizon, label)


def test_titles_follow_the_habit_of_the_list() -> None:
    text = (
        "## Key actions\n\n1. Audit access: List all.\n2. Buy a gateway: One for all.\n3. Train: Two hours."
    )
    assert [title for title, *_ in told(text)] == ["Audit access", "Buy a gateway", "Train"]
    assert told("## Key actions\n\n- Review the budget for May: it is late") == [
        (None, "Review the budget for May: it is late", None, None)
    ]


def test_an_opening_that_says_when_is_a_horizon() -> None:
    text = (
        "## Key action items\n\n- **Immediate action:** Audit access.\n- **Over the next 12 months:** Train."
    )
    assert [(i.title, i.text, i.horizon, i.horizon_text) for i in actions(text)] == [
        (None, "Audit access.", "next_quarter", "Immediate action"),
        (None, "Train.", "long_term", "Over the next 12 months"),
    ]


def test_a_list_of_people_is_no_list_of_titles() -> None:
    text = "## Actions\n\n- **Rao** — Ask both vendors.\n- **Jane Doe** — Send the sheet.\n- Review it."
    assert [(title, owner) for title, _, owner, _ in told(text)] == [
        (None, "Rao"),
        (None, "Jane Doe"),
        (None, None),
    ]
    text = "## Actions\n\n- [High] Ask both vendors.\n- Gateways – Buy one.\n- Audit – List all."
    assert [(title, owner) for title, _, owner, _ in told(text)] == [
        (None, None),
        ("Gateways", None),
        ("Audit", None),
    ]


def test_an_unclear_date_stays_unknown() -> None:
    text = "| Action | Owner | Due |\n|--|--|--|\n| Ask | tbd | 03/04/2026 |\n| Call | - | next meeting |"
    assert told(text) == [(None, "Ask", None, None), (None, "Call", None, None)]
    assert told("## Actions\n\n- Ask by 5 May\n- Call by 31 February 2026")[0][3] is None


def test_a_section_ends_where_the_next_begins() -> None:
    text = "MINUTES\n\n1. Actions\n\n1. Ann to ask.\n2. Bo to call.\n\n2. Any other business\n\n1. The lift."
    assert [text for _, text, *_ in told(text)] == ["ask.", "call."]


def test_quotes_in_their_layouts() -> None:
    text = (
        "# Letter\n\n> We pay twice.\n>\n> — Ann Lee, CFO\n\n“Nobody reads it.” — Bo Chen\n\n"
        '"One line."\n-- Cy Dow\n\n> Agents need a place,\n'
        '> and we own it.\n\n— *Di Ek*\n\n"Nobody signed this one here."\n'
    )
    quotes = [record for record in read(text) if isinstance(record, Quote)]
    assert [(quote.speaker, quote.text) for quote in quotes] == [
        ("Ann Lee", "We pay twice."),
        ("Bo Chen", "Nobody reads it."),
        ("Cy Dow", "One line."),
        ("Di Ek", "Agents need a place, and we own it."),
    ]
    assert [text[quote.starts : quote.ends] for quote in quotes[:3]] == [quote.text for quote in quotes[:3]]


def test_offsets_hold_with_windows_line_ends_and_a_mark_at_the_start() -> None:
    body = b"\xef\xbb\xbf# Sync\r\n\r\n## Actions\r\n\r\n- Ann to ask\r\n- Bo to call\r\n"
    found = [record for record in read(body) if isinstance(record, ActionItem)]
    assert [decode(body, None)[item.starts : item.ends] for item in found] == ["Ann to ask", "Bo to call"]


def test_paragraphs_are_numbered_under_their_heading() -> None:
    found = list(read("# Sync of 2026-02-03\n\nOne thing happened today.\n\nAnother thing happened.\n"))
    assert [(r.title, r.guid) for r in found if isinstance(r, Development)] == [
        ("Sync of 2026-02-03", "sync-of-2026-02-03-1"),
        ("Sync of 2026-02-03 (2)", "sync-of-2026-02-03-2"),
    ]
    assert all(
        r.published_at == datetime(2026, 2, 3, tzinfo=timezone.utc)
        for r in found
        if isinstance(r, Development)
    )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", EmptyParse),
        (b"\n \n", EmptyParse),
        (b"---\n***\n", EmptyParse),
        (b"\0\1\2\xff" * 40, ParseError),
        (b"%PDF-1.7 text", ParseError),
        (b"<!doctype html><title>Sign in</title><p>Please sign in to go on.</p>", ParseError),
    ],
)
def test_what_is_no_digest_is_refused(body: bytes, fault: type[Exception]) -> None:
    with pytest.raises(fault):
        read(body)


SCRAPS = """\
## Action items|- @ann: write|- |1. **Title.** text. Owner: X|| | a | b ||Next quarter:|> quoted|-- Name
"said"|— Name|Due: 5 May 2026|  - Owner: Ann|---|# Sync 4 May 2026|- [ ] x|Action: y by|***|Sentence one. Two.
( Bo, tbd )
"""


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.text(max_size=400),
        st.lists(st.sampled_from(re.split("[|\n]", SCRAPS)), max_size=25).map("\n".join),
    )
)
def test_only_source_errors_true_places_and_clean_text(written: str | bytes) -> None:
    body = written if isinstance(written, bytes) else written.encode("utf-8", "surrogatepass")
    text = decode(body, None)
    try:
        records = read(body)
    except SourceError:
        return
    for record in records:
        shown = " ".join(
            str(getattr(record, name, "")) for name in ("title", "text", "body", "owner", "speaker")
        )
        assert not UNSAFE.search(shown)
        if isinstance(record, ActionItem | Quote):
            assert record.starts is not None and record.ends is not None
            place = text[record.starts : record.ends]
            assert place and place == place.strip()
            assert (
                set(re.findall(r"\w+", record.text)) <= set(re.findall(r"\w+", place)) or not text.isascii()
            )


MARKS = '- ~**~> ~| a ~# a\n~(~a, ~- a:\n~Owner: ~- [ ] ~"~by ~1. a\n~A b\n~next ~@a ~— A, ~Ann to '


@pytest.mark.parametrize("piece", MARKS.split("~"))
def test_repeated_marks_do_not_hang(piece: str) -> None:
    with suppress(SourceError):
        read("## Action items\n\n" + piece * 20_000)


def test_a_paragraph_that_names_its_source_carries_the_link() -> None:
    found = read(
        "# Prices\n\nMini costs more. Source: https://alpha.example/news/1.\n\n# Talk\n\nSee https://b.example too.\n"
    )
    assert [one.url for one in found if isinstance(one, Development)] == [
        "https://alpha.example/news/1",
        None,
    ]
