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
from ingest.corrections import copy_corrections, corrections_differ, kind_of
from ingest.grouping import group_pending
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
    assert corrections_differ(store)
    assert copy_corrections(store)
    assert not corrections_differ(store)
    tags = shown(store, "development_themes", ["theme", "shown", "author"], PRICE)
    assert {theme for theme, on, _ in tags if on} == {"agents", "models"}
    assert {author for _, _, author in tags} == {"person"}
    assert shown(store, "developments", ["event", "vendor", "event_confidence"], PRICE) == [("none", "beta", 1.0)]


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
    store.insert("mention", [
        {"development_id": PRICE, "entity_id": "alpha", "entity_kind": "company", "surface": "Alpha", "starts": 0, "ends": 5},
    ])
    say(PRICE, "not_entity", "alpha")
    say(PRICE, "entity", "openai|alpha mini 2")
    say(PRICE, "entity", "openai/gpt-9|not in the text")
    say(PRICE, "entity", "nobody-knows|Alpha")
    copy_corrections(store)
    found = shown(store, "mentions", ["entity_id", "entity_kind", "surface", "starts", "ends"], PRICE)
    assert found == [("openai", "company", "Alpha Mini 2", 26, 38)]


@pytest.mark.parametrize(
    ("entity", "kind"),
    [("openai", "company"), ("openai/gpt-5.4", "ai_model"), ("nobody-knows", None), ("/x", None), ("x/", None)],
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
    assert store.con.execute("select editor, count(*) from core.correction group by all order by all").fetchall() == [("Ada", 8), ("Bob", 8)]
    assert store.con.execute("select count(*) from core.correction where standing").fetchone() == (8,)


def test_same_story_takes_one_development_along_and_no_other(store, say):
    before = stories(store)
    say(PRICE, "same_story", RUNTIME)
    assert settle(store)
    after = stories(store)
    assert after[PRICE] == before[RUNTIME]
    assert {one: story for one, story in after.items() if one != PRICE} == {
        one: story for one, story in before.items() if one != PRICE
    }
    told = store.con.execute("select lead_development_id from core.story where story_id = ?", [before[PRICE]]).fetchone()
    assert told == (DEARER,)  # the story that was left is described again
    assert not settle(store)


def test_not_the_same_story_stands_alone_and_grouping_never_puts_it_back(store, say):
    before = stories(store)
    say(DEARER, "not_same_story", PRICE)
    assert settle(store)
    own = stories(store)[DEARER]
    assert own not in before.values()
    assert store.con.execute("select title, lead_development_id from core.story where story_id = ?", [own]).fetchone() == (
        "Alpha Mini 2 costs three times its predecessor", DEARER,
    )
    for _ in range(3):
        group_pending(store, names()[0])
        assert not settle(store)
    assert stories(store)[DEARER] == own


def test_a_story_that_is_left_by_all_is_gone(store, say):
    say(SANDBOX, "same_story", RUNTIME)
    settle(store)
    assert store.con.execute("select count(*) from core.story where story_id = 's-14'").fetchone() == (0,)
    assert store.con.execute("select count(*) from stories where story_id = 's-14'").fetchone() == (0,)


def test_a_word_taken_back_groups_the_development_anew(store, say):
    say(PRICE, "same_story", RUNTIME)
    settle(store)
    say(PRICE, "same_story", None, RUNTIME)
    assert settle(store)
    after = stories(store)
    assert after[PRICE] != after[RUNTIME]
    assert store.con.execute("select count(*) from core.story_word").fetchone() == (0,)
    assert store.con.execute("select count(*) from core.story_development where development_id = ?", [PRICE]).fetchone() == (1,)
    assert not settle(store)


def test_of_words_that_contradict_each_other_the_newest_wins(store, say):
    say(SANDBOX, "same_story", PRICE)
    say(SANDBOX, "not_same_story", DEARER)  # which tells the story of PRICE
    settle(store)
    alone = stories(store)[SANDBOX]
    assert alone not in (stories(store)[PRICE], stories(store)[DEARER])
    assert not settle(store)
    say(PRICE, "same_story", SANDBOX)
    settle(store)
    assert stories(store)[PRICE] == stories(store)[SANDBOX]
    assert not settle(store)


def test_who_was_said_to_tell_the_same_follows_where_the_other_goes(store, say):
    say(SANDBOX, "same_story", CHIPS)
    say(CHIPS, "same_story", PRICE)
    settle(store)
    told = stories(store)
    assert told[SANDBOX] == told[CHIPS] == told[PRICE]


def test_the_lead_leaves_and_its_story_keeps_its_id(store, say):
    from models.stories import story_id

    for one in (RUNTIME, LOOK):
        store.run("forget_inferred", [[one]], table="story_development")
        store.insert("story_development", [{"development_id": one, "story_id": story_id(RUNTIME)}])
    say(RUNTIME, "not_same_story", LOOK)
    settle(store)
    told = stories(store)
    assert told[LOOK] == story_id(RUNTIME)
    assert told[RUNTIME] == story_id(f"{RUNTIME} apart 1")
    assert not settle(store)


def test_stories_that_a_reader_told_apart_are_not_joined(store, say, monkeypatch):
    from models import stories as grouping

    real = grouping.tell
    before = stories(store)
    say(PRICE, "not_same_story", RUNTIME)
    copy_corrections(store)

    def joins(new, window):
        return grouping.Told(real(new, window).stories, {before[RUNTIME]: before[PRICE], before[SANDBOX]: before[CHIPS]})

    monkeypatch.setattr(grouping, "tell", joins)
    store.run("forget_inferred", [["dev-0010"]], table="story_development")
    group_pending(store, names()[0])
    assert stories(store)[RUNTIME] == before[RUNTIME]
    say(PRICE, "not_same_story", None)
    copy_corrections(store)
    store.run("forget_inferred", [["dev-0010"]], table="story_development")
    group_pending(store, names()[0])
    assert stories(store)[RUNTIME] == before[PRICE]
    assert store.con.execute("select count(*) from core.story where story_id = ?", [before[RUNTIME]]).fetchone() == (0,)


FEED = """<rss version="2.0"><channel><title>Alpha</title>{items}</channel></rss>"""
ITEM = "<item><title>{title}</title><link>https://alpha.example/{n}</link><pubDate>Mon, 20 Apr 2026 10:0{n}:00 GMT</pubDate></item>"
TITLES = ("Alpha raises its prices", "Alpha opens a runtime for agents", "Alpha hires a new head of safety")


@pytest.fixture
def watched(tmp_path):
    """A feed that was collected once; gives a function that runs one more command."""
    items = "".join(ITEM.format(n=n, title=title) for n, title in enumerate(TITLES))
    (tmp_path / "alpha.xml").write_text(FEED.format(items=items))
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "a"\nvendor = "alpha"\nkind = "feed"\npath = "alpha.xml"\n')
    data = tmp_path / "data"

    def command(*words):
        assert main([*words, "--data", str(data)]) == 0
        return open_reader(data)

    def collect():
        return command("run", "--sources", str(tmp_path / "sources.toml"), "--all", "--no-tags", "--now", "2026-04-24T12:00:00Z")

    collect()
    return data, collect, command


def test_a_later_pass_a_rebuild_and_a_kill_keep_it(watched):
    data, collect, _ = watched
    one, other = list(open_reader(data).view("developments")["development_id"])[:2]
    correct(data, one, "event", "price_change", was="none", by="Ada", at=world.NOW)
    correct(data, one, "themes", "pricing", was="", by="Ada", at=world.NOW)

    def stands():
        reader = open_reader(data)
        events = dict(zip(*(reader.view("developments")[name] for name in ("development_id", "event")), strict=True))
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
