"""Stories as readers want them: put together, taken apart, taken back, and left alone by later grouping."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.desk_corrections import correct
from db.store import Store
from ingest.corrected_stories import settle_stories
from ingest.corrections import copy_corrections
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


def test_same_story_takes_one_development_along_and_no_other(store, say):
    before = stories(store)
    say(PRICE, "same_story", RUNTIME)
    assert settle(store)
    after = stories(store)
    assert after[PRICE] == before[RUNTIME]
    assert {one: story for one, story in after.items() if one != PRICE} == {
        one: story for one, story in before.items() if one != PRICE
    }
    told = store.con.execute(
        "select lead_development_id from core.story where story_id = ?", [before[PRICE]]
    ).fetchone()
    assert told == (DEARER,)  # the story that was left is described again
    assert not settle(store)


def test_not_the_same_story_stands_alone_and_grouping_never_puts_it_back(store, say):
    before = stories(store)
    say(DEARER, "not_same_story", PRICE)
    assert settle(store)
    own = stories(store)[DEARER]
    assert own not in before.values()
    assert store.con.execute(
        "select title, lead_development_id from core.story where story_id = ?", [own]
    ).fetchone() == (
        "Alpha Mini 2 costs three times its predecessor",
        DEARER,
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
    assert store.con.execute(
        "select count(*) from core.story_development where development_id = ?", [PRICE]
    ).fetchone() == (1,)
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

    def joins(new, window, fixed):
        return grouping.Told(
            real(new, window, fixed).stories, {before[RUNTIME]: before[PRICE], before[SANDBOX]: before[CHIPS]}
        )

    monkeypatch.setattr(grouping, "tell", joins)
    store.run("forget_inferred", [["dev-0010"]], table="story_development")
    group_pending(store, names()[0])
    assert stories(store)[RUNTIME] == before[RUNTIME]
    say(PRICE, "not_same_story", None)
    copy_corrections(store)
    store.run("forget_inferred", [["dev-0010"]], table="story_development")
    group_pending(store, names()[0])
    assert stories(store)[RUNTIME] == before[PRICE]
    assert store.con.execute(
        "select count(*) from core.story where story_id = ?", [before[RUNTIME]]
    ).fetchone() == (0,)


def test_a_story_is_led_and_named_by_whose_news_it_is(store, say):
    """A release and a reseller of the same day come before the launch by id, and behind it as leads."""
    titles = {DEARER: "OpenAI Python library v9.2.0", PRICE: "GPT-9.1 is now available in Windsurf", CHIPS: "Introducing GPT-9.1"}
    for development, title in titles.items():
        store.con.execute(
            "update core.development set title = ?, vendor = ?, published_at = ?, dated_by = 'vendor' where development_id = ?",
            [title, "windsurf" if "Windsurf" in title else "openai", world.NOW, development],
        )
    say(PRICE, "same_story", CHIPS)
    say(DEARER, "same_story", CHIPS)
    assert settle(store)
    [told] = store.con.execute(
        "select lead_development_id, title, label from core.story where story_id = ?", [stories(store)[CHIPS]]
    ).fetchall()
    assert told == (CHIPS, "Introducing GPT-9.1", "GPT-9.1")
