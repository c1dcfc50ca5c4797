"""Names in talk: each passage is read once, again when the names change, and nothing is left of passages that are gone."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta

import pytest

from db.publish import newest_snapshot_name
from db.reader import open_reader
from db.store import Store
from ingest import spoken
from ingest.__main__ import main
from ingest.children import Child, ChildStopped
from ingest.replay import _forget_orphans
from ingest.spoken import mention_pending, named
from tests import world

SAID = [
    "So Nemo CL is NVIDIA's agent, and it runs inside Open Shell.",
    "I left an open shell on my desk, nothing more.",
    "We compared GPT-5.4 mini with Claude Opus 4.6 for a week.",
    "",
    "<b>OpenAI</b> \u202eOpenAI\x00 " + "a" * 50_000,
]


class Here:
    """Stands where the child stands, in this process, and counts."""

    def __init__(self, dies_at: int = 0) -> None:
        self.calls: list[int] = []
        self.dies_at = dies_at

    def call(self, passages, timeout):
        self.calls.append(len(passages))
        if len(self.calls) == self.dies_at:
            raise ChildStopped("ended without an answer (out of memory?)")
        return named(passages)


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    made.insert("source", world.sources())
    made.insert(
        "passage",
        [
            {
                "passage_id": f"p-{at}",
                "source_id": "talk",
                "document_id": world.DOCUMENT,
                "episode": "One",
                "ordinal": at,
                "text": text,
                "published_at": world.NOW - timedelta(days=at) if at else None,
            }
            for at, text in enumerate(SAID)
        ],
    )
    yield made
    made.close()


def read(store):
    return store.con.execute("select * from core.passage_mention order by all").fetchall()


def test_names_of_passages_are_read_in_a_child_once(store):
    assert mention_pending(store) == len(SAID)
    found = read(store)
    ids = {(row[0], row[1]) for row in found}
    assert {("p-0", "nemoclaw"), ("p-0", "openshell"), ("p-2", "openai/gpt-5.4-mini")} <= ids
    assert not any(row[0] in ("p-1", "p-3") for row in found)
    assert all(SAID[int(row[0][2:])][row[4] : row[5]] == row[3] for row in found)
    assert mention_pending(store) == 0
    assert read(store) == found


def test_what_was_said_around_a_passage_tells_what_it_names(store):
    says = [
        "Habana is Intel's.",
        "What is Gaudi, in short?",
        "Gaudi built a church.",
        "We saw Gaudi's house.",
    ]
    store.con.execute("update core.passage set text = 'x'")
    for at, text in enumerate(says):
        store.con.execute("update core.passage set text = ? where ordinal = ?", [text, at])
    mention_pending(store, Here())
    found = [row for row in read(store) if row[1] == "gaudi"]
    assert [(row[0], row[3], row[4], row[5]) for row in found] == [("p-1", "Gaudi", 8, 13)]


def test_another_document_tells_nothing_of_a_passage(store):
    store.con.execute("update core.passage set text = 'Intel.', document_id = 'other' where ordinal = 0")
    store.con.execute("update core.passage set text = 'What is Gaudi?' where ordinal = 1")
    mention_pending(store, Here())
    assert not any(row[1] == "gaudi" for row in read(store))


def test_other_names_read_every_passage_anew_and_double_nothing(store, monkeypatch):
    mention_pending(store, Here())
    found = read(store)
    monkeypatch.setattr(spoken, "fingerprint", lambda *_: "other names")
    assert mention_pending(store, Here()) == len(SAID)
    assert read(store) == found
    assert store.con.execute("select distinct vocabulary from core.passage_reading").fetchall() == [
        ("other names",)
    ]
    assert store.con.execute("select count(*) from core.passage_reading").fetchone() == (len(SAID),)


def test_the_newest_talk_is_read_first_and_a_child_that_dies_costs_a_batch(store, monkeypatch):
    monkeypatch.setattr(spoken, "BATCH", 2)
    reader = Here(dies_at=2)
    assert mention_pending(store, reader) == 2
    assert {
        row[0] for row in store.con.execute("select passage_id from core.passage_reading").fetchall()
    } == {"p-1", "p-2"}
    assert mention_pending(store, Here()) == 3
    assert store.con.execute("select count(*) from core.passage_reading").fetchone() == (len(SAID),)


def test_a_crash_between_two_tables_leaves_neither(store, monkeypatch):
    real = Store.insert

    def falls(self, table, rows):
        if table == "passage_reading":
            raise KeyboardInterrupt
        return real(self, table, rows)

    monkeypatch.setattr(Store, "insert", falls)
    with pytest.raises(KeyboardInterrupt):
        mention_pending(store, Here())
    monkeypatch.undo()
    assert read(store) == []
    assert mention_pending(store, Here()) == len(SAID)


def test_reading_stops_when_its_time_is_over(store, monkeypatch):
    monkeypatch.setattr(spoken, "MOST_S", 0.0)
    reader = Here()
    assert (mention_pending(store, reader), reader.calls) == (0, [])


def test_nothing_to_read_starts_no_child(store, monkeypatch):
    mention_pending(store, Here())
    monkeypatch.setattr(Child, "call", lambda *_, **__: pytest.fail("a child was started"))
    assert mention_pending(store) == 0


def test_passages_that_are_gone_leave_no_names(store):
    mention_pending(store, Here())
    store.con.execute("delete from core.passage where passage_id = 'p-0'")
    _forget_orphans(store)
    assert {row[0] for row in read(store)} == {"p-2", "p-4"}
    assert store.con.execute("select count(*) from core.passage_reading").fetchone() == (len(SAID) - 1,)


TALK = """**Ann Host:** Welcome. Today it's all about Claude Opus 4.6 and what it costs.

**Bo Guest:** We ran it against GPT-5.4 mini, on AWS, for a week.
"""


@pytest.fixture
def ran(tmp_path):
    """A DATA folder after a pass over one transcript, and the command that passes over it again."""
    (tmp_path / "talk.md").write_text(TALK, encoding="utf-8")
    (tmp_path / "s.toml").write_text(
        '[[source]]\nid = "talk"\nvendor = "pod"\nkind = "transcript"\npath = "talk.md"\n'
    )

    def command(*words):
        return main([*words, "--data", str(tmp_path / "data"), "--sources", str(tmp_path / "s.toml")])

    assert command("run") == 0
    return tmp_path / "data", command


def shown(data):
    with closing(open_reader(data)) as reader:
        return reader.view("passage_mentions", order="passage_id, starts")


def test_a_pass_publishes_the_names_in_talk_and_the_next_one_has_nothing_to_do(ran):
    data, command = ran
    found = shown(data)
    assert {"anthropic/claude-opus-4.6", "openai/gpt-5.4-mini", "aws"} <= set(found["entity_id"])
    snapshot = newest_snapshot_name(data)
    assert command("run", "--all") == 0
    assert newest_snapshot_name(data) == snapshot


def test_words_that_are_parsed_otherwise_are_read_anew(ran):
    data, command = ran
    found = shown(data)
    store = Store.open(data)
    store.con.execute("update core.passage set text = 'Older words of Grok 4' where ordinal = 1")
    store.con.execute(
        "update core.passage_mention set entity_id = 'xai/grok-4' where passage_id = (select passage_id from core.passage where ordinal = 1)"
    )
    store.close()
    assert command("reparse") == 0
    assert shown(data).equals(found)
