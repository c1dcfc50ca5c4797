"""What readers correct: taken in by the next pass, never overwritten by a later one, a rebuild or a reading anew."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from db.desk_corrections import correct
from db.publish import publish, rebuild
from db.reader import open_reader
from db.store import Store
from ingest.__main__ import main
from ingest.corrected_stories import settle_stories
from ingest.corrections import copy_corrections, kind_of
from ingest.infer import names
from tests import world

PRICE, DEARER, RUNTIME, LOOK, SANDBOX, CHIPS = (f"dev-{at:04d}" for at in range(6))


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    world.fill(made, quiet=3)
    yield made
    made.close()


@pytest.fixture
def say(store):
    """One word of a reader, each a minute after the one before."""
    said = []

    def word(development, field, value, was=None, by="Ada"):
        said.append(value)
        at = world.NOW + timedelta(minutes=len(said))
        return correct(store.files.data, development, field, value, was=was, by=by, at=at)

    return word


def stories(store):
    return dict(store.con.execute("select development_id, story_id from core.story_development").fetchall())


def settle(store):
    copy_corrections(store)
    return settle_stories(store, names()[0])


def shown(store, view, columns, development):
    publish(store, world.NOW)
    frame = open_reader(store.files.data).view(view, where={"development_id": development})
    return [tuple(row) for row in frame[columns].itertuples(index=False)]


def test_a_correction_is_in_the_next_snapshot(store, say):
    say(PRICE, "themes", "agents,models", "pricing")
    say(PRICE, "event", "none", "price_change")
    say(PRICE, "vendor", "beta", "alpha")
    assert copy_corrections(store)
    assert not copy_corrections(store)
    tags = shown(store, "development_themes", ["theme", "shown", "author"], PRICE)
    assert {theme for theme, on, _ in tags if on} == {"agents", "models"}
    assert {author for _, _, author in tags} == {"person"}
    assert shown(store, "developments", ["event", "vendor", "event_confidence"], PRICE) == [
        ("none", "beta", 1.0)
    ]


def test_taking_it_in_twice_changes_nothing(store, say):
    say(PRICE, "themes", "", "pricing")
    say(PRICE, "themes", "", "pricing")
    assert copy_corrections(store)
    before = store.con.execute("select * from core.correction order by ordinal").fetchall()
    assert not copy_corrections(store)
    assert store.con.execute("select * from core.correction order by ordinal").fetchall() == before
    assert [row[7] for row in before] == [False, True]


def test_a_word_taken_back_stands_no_more_but_is_kept(store, say):
    say(PRICE, "themes", "agents", "pricing")
    copy_corrections(store)
    say(PRICE, "themes", None, "agents")
    assert copy_corrections(store)
    tags = shown(store, "development_themes", ["theme", "shown", "author"], PRICE)
    assert ("pricing", True, "model") in tags
    assert {author for _, _, author in tags} == {"model"}
    assert len(shown(store, "corrections", ["standing"], PRICE)) == 2


def test_names_are_added_where_they_are_written_and_taken_away(store, say):
    store.insert(
        "mention",
        [
            {
                "development_id": PRICE,
                "entity_id": "alpha",
                "entity_kind": "company",
                "surface": "Alpha",
                "starts": 0,
                "ends": 5,
            },
        ],
    )
    say(PRICE, "not_entity", "alpha")
    say(PRICE, "entity", "openai|alpha mini 2")
    say(PRICE, "entity", "openai/gpt-9|not in the text")
    say(PRICE, "entity", "nobody-knows|Alpha")
    copy_corrections(store)
    found = shown(store, "mentions", ["entity_id", "entity_kind", "surface", "starts", "ends"], PRICE)
    assert found == [("openai", "company", "Alpha Mini 2", 26, 38)]


@pytest.mark.parametrize(
    ("entity", "kind"),
    [
        ("openai", "company"),
        ("openai/gpt-5.4", "ai_model"),
        ("nobody-knows", None),
        ("/x", None),
        ("x/", None),
    ],
)
def test_the_kind_of_a_name(entity, kind):
    assert kind_of(entity) == kind


def test_words_about_what_is_not_here_wait_and_harm_nothing(store, say):
    for field, value in (("themes", "no-such-theme"), ("event", "';drop--"), ("same_story", "dev-9999")):
        say("dev-8888", field, value)
    say(PRICE, "same_story", "dev-9999")
    say(PRICE, "themes", "no-such-theme")
    before = stories(store)
    assert not settle(store)
    assert stories(store) == before
    assert shown(store, "developments", ["title"], PRICE) == [("Alpha raises the price of Alpha Mini 2",)]


def test_without_a_desk_the_copy_stays(store, say):
    say(PRICE, "event", "none", "price_change")
    copy_corrections(store)
    for path in store.files.data.glob("desk.sqlite*"):
        path.unlink()
    assert not copy_corrections(store)
    assert store.con.execute("select count(*) from core.correction").fetchone() == (1,)


def test_two_readers_at_once_lose_no_word(store):
    def write(name):
        for at in range(8):
            when = world.NOW + timedelta(seconds=at)
            correct(store.files.data, f"dev-{at:04d}", "event", "launch", by=name, at=when)

    writers = [threading.Thread(target=write, args=[name]) for name in ("Ada", "Bob")]
    for one in writers:
        one.start()
    while any(one.is_alive() for one in writers):
        copy_corrections(store)
    copy_corrections(store)
    assert store.con.execute(
        "select editor, count(*) from core.correction group by all order by all"
    ).fetchall() == [("Ada", 8), ("Bob", 8)]
    assert store.con.execute("select count(*) from core.correction where standing").fetchone() == (8,)


FEED = """<rss version="2.0"><channel><title>Alpha</title>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>https://alpha.example/{n}</link><pubDate>Mon, 20 Apr 2026 10:0{n}:00 GMT</pubDate></item>"
TITLES = ("Alpha raises its prices", "Alpha opens a runtime for agents", "Alpha hires a new head of safety")


@pytest.fixture
def watched(tmp_path):
    """A feed that was collected once; gives a function that runs one more command."""
    items = "".join(ITEM.format(n=n, title=title) for n, title in enumerate(TITLES))
    (tmp_path / "alpha.xml").write_text(FEED.format(items=items))
    (tmp_path / "sources.toml").write_text(
        '[[source]]\nid = "a"\nvendor = "alpha"\nkind = "feed"\npath = "alpha.xml"\n'
    )
    data = tmp_path / "data"

    def command(*words):
        assert main([*words, "--data", str(data)]) == 0
        return open_reader(data)

    def collect():
        return command(
            "run",
            "--sources",
            str(tmp_path / "sources.toml"),
            "--all",
            "--no-tags",
            "--now",
            "2026-04-24T12:00:00Z",
        )

    collect()
    return data, collect, command


def test_a_later_pass_a_rebuild_and_a_kill_keep_it(watched):
    data, collect, _ = watched
    one, other = list(open_reader(data).view("developments")["development_id"])[:2]
    correct(data, one, "event", "price_change", was="none", by="Ada", at=world.NOW)
    correct(data, one, "themes", "pricing", was="", by="Ada", at=world.NOW)

    def stands():
        reader = open_reader(data)
        events = dict(
            zip(*(reader.view("developments")[name] for name in ("development_id", "event")), strict=True)
        )
        return events[one], list(reader.view("corrections")["standing"])

    collect()
    assert stands() == ("price_change", [True, True])
    collect()
    assert stands() == ("price_change", [True, True])
    rebuild(data, world.NOW)
    collect()
    assert stands() == ("price_change", [True, True])
    (data / "main.duckdb").write_bytes(b"broken")
    rebuild(data, world.NOW)
    correct(data, other, "event", "launch", was="none", by="Bob", at=world.NOW)
    collect()
    assert stands() == ("price_change", [True, True, True])


def test_reading_anew_keeps_it_and_forgets_what_was_inferred_of_what_is_gone(watched, monkeypatch):
    monkeypatch.setattr("ingest.commands.Understanding", lambda: None)  # themes are no matter here
    data, collect, command = watched
    one, other = list(open_reader(data).view("developments")["development_id"])[:2]
    correct(data, one, "themes", "pricing", was="", by="Ada", at=world.NOW)
    correct(data, "dev-gone", "event", "launch", by="Ada", at=world.NOW)
    collect()
    store = Store.open(data)
    for table in ("tag", "story_word"):
        row = {
            "tag": {"theme": "agents", "confidence": 0.5, "shown": False, "author": "model"},
            "story_word": {"said": []},
        }
        store.insert(table, [{"development_id": name, **row[table]} for name in (other, "dev-gone")])
    store.insert("passage_reading", [{"passage_id": "p-gone", "vocabulary": "x"}])
    store.insert("embedding", [{"subject_id": "dev-gone", "embedder": "x", "vector": [1.0]}])
    store.close()
    reader = command("reparse", "--sources", str(data.parent / "sources.toml"))
    assert list(reader.view("corrections")["standing"]) == [True, True]
    shown = reader.view("development_themes", where={"development_id": one})
    assert [tuple(row) for row in shown[["theme", "author"]].itertuples(index=False)] == [
        ("pricing", "person")
    ]
    store = Store.open(data)
    found = {
        table: [row[0] for row in store.con.execute(f"select {column} from core.{table}").fetchall()]
        for table, column in (
            ("tag", "development_id"),
            ("story_word", "development_id"),
            ("passage_reading", "passage_id"),
            ("embedding", "subject_id"),
        )
    }
    store.close()
    assert found == {"tag": [other], "story_word": [other], "passage_reading": [], "embedding": []}
