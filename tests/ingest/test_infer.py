"""Understanding in the pass: tags, mentions and stories for what is pending; a missing embedder never stops a pass."""

from __future__ import annotations

import json

import pytest

from db.reader import open_reader
from db.store import Store
from ingest import infer
from ingest.__main__ import main
from ingest.children import ChildStopped
from ingest.infer import Understanding, infer_pending, names
from ingest.vocabulary import copy_vocabularies
from models import embedder
from tests import world

TOLD = [
    ("OpenAI raises the price of GPT-5.4 nano", "Input tokens now cost four times what GPT-5 nano cost."),
    ("GPT-5.4 nano costs four times its predecessor", "OpenAI lists GPT-5.4 nano at 0.20 dollars per million input tokens."),
    ("Claude Code 2.2 runs tools in a sandbox", "The coding agent now isolates every tool call."),
]


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    copy_vocabularies(made)
    made.insert("source", world.sources())
    made.insert("development", [
        world.development(at, title, vendor, world.NOW) | {"body": body}
        for at, ((title, body), vendor) in enumerate(zip(TOLD, ("alpha", "beta", "gamma"), strict=True))
    ])
    yield made
    made.close()


@pytest.fixture(scope="module")
def understanding():
    if not embedder.ready():
        embedder.export()
    made = Understanding()
    yield made
    made.stop()


def test_what_is_pending_is_tagged_once_and_grouped(store, understanding):
    assert infer_pending(store, understanding, world.NOW, lambda *_: None) == (3, None)
    themes = {row[0] for row in store.con.execute("select theme from core.tag where shown and development_id = 'dev-0000'").fetchall()}
    assert "pricing" in themes
    assert store.con.execute("select count(distinct entity_id) from core.mention").fetchone()[0] >= 2
    stories = dict(store.con.execute("select development_id, story_id from core.story_development").fetchall())
    assert len(stories) == 3
    assert stories["dev-0002"] not in (stories["dev-0000"], stories["dev-0001"])
    assert len(store.con.execute("select vector from core.embedding limit 1").fetchone()[0]) == 384
    assert infer_pending(store, understanding, world.NOW, lambda *_: None) == (0, None)


def test_a_missing_embedder_leaves_themes_pending_and_the_next_pass_tags_them(store, understanding, monkeypatch):
    monkeypatch.setattr(Understanding, "understand", lambda *_: "theme pending: no weights")
    done, reason = infer_pending(store, understanding, world.NOW, lambda *_: None)
    assert (done, reason) == (0, "theme pending: no weights")
    monkeypatch.undo()
    assert infer_pending(store, understanding, world.NOW, lambda *_: None) == (3, None)


def test_a_child_that_dies_stops_the_tagging_not_the_pass(store, understanding, monkeypatch):
    def dies(*_):
        raise ChildStopped("ended without an answer (out of memory?)")

    monkeypatch.setattr(Understanding, "understand", dies)
    done, reason = infer_pending(store, understanding, world.NOW, lambda *_: None)
    assert done == 0
    assert "next pass" in reason


def test_another_tagger_tags_anew_and_keeps_the_vectors(store, understanding, monkeypatch):
    infer_pending(store, understanding, world.NOW, lambda *_: None)
    stories = store.con.execute("select * from core.story_development order by all").fetchall()
    same, _ = names()
    monkeypatch.setattr(infer, "names", lambda: (same, "another"))
    calls = []
    real = understanding.understand
    monkeypatch.setattr(understanding, "understand", lambda items, vectors: calls.append(len(vectors)) or real(items, vectors))
    assert infer_pending(store, understanding, world.NOW, lambda *_: None)[0] == 3
    assert calls == [3]
    assert store.con.execute("select * from core.story_development order by all").fetchall() == stories
    assert store.con.execute("select count(*) from core.inference").fetchone() == (3,)


def test_a_pass_without_tags_shows_them_as_pending(tmp_path, capsys):
    (tmp_path / "a.xml").write_text("<rss version='2.0'><channel><title>t</title><item><title>One</title><link>https://a.example/1</link></item></channel></rss>")
    sources = tmp_path / "sources.toml"
    sources.write_text('[[source]]\nid = "a"\nvendor = "alpha"\nkind = "feed"\npath = "a.xml"\n')
    assert main(["run", "--data", str(tmp_path / "data"), "--sources", str(sources), "--no-tags", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["tagged"] == 0
    assert bool(open_reader(tmp_path / "data").view("developments").iloc[0]["theme_pending"])
