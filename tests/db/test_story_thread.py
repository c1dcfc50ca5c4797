"""The thread of a story: each telling in its lane, talk and prices of the same version near it in time, nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.store import Store
from tests import world
from tests.db.threads import FIRST, LEAD, LONG, MINI, SECOND, correct, heard, name, of, talk, thread


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    world.fill(made)
    yield made
    made.close()


def test_a_vendor_says_it_and_another_tells_it(store):
    told = thread(store)
    assert [(row["what"], row["who"], row["development_id"]) for row in told] == [
        ("post", "alpha", LEAD),
        ("press", "gamma", SECOND),
    ]
    assert (told[0]["source_title"], told[0]["url"]) == ("Alpha news", "https://alpha.example/news/0")
    assert told[0]["said"].startswith("Alpha raises the price of Alpha Mini 2. Said in")
    assert all(row["passage_id"] is None and row["starts_s"] is None for row in told)


@pytest.mark.parametrize(
    ("kind", "what"),
    [
        ("changelog", "release"),
        ("podcast", "talk"),
        ("transcript", "talk"),
        ("pricing_page", "price"),
        ("feed", "press"),
        ("brief", "press"),
    ],
)
def test_the_kind_of_its_source_decides_the_lane(store, kind, what):
    store.con.execute("update core.development set kind = ? where development_id = ?", [kind, SECOND])
    assert next(row for row in thread(store) if row["development_id"] == SECOND)["what"] == what


@pytest.mark.parametrize(
    ("entity", "kind", "what"),
    [
        ("gamma", "company", "post"),
        ("gamma/gamma-one", "ai_model", "post"),
        ("alpha", "company", "press"),
        (MINI, "ai_model", "press"),
    ],
)
def test_what_names_its_own_vendor_is_a_post_what_names_another_is_press(store, entity, kind, what):
    name(store, SECOND, entity, kind)
    assert next(row for row in thread(store) if row["development_id"] == SECOND)["what"] == what


def test_the_press_that_leads_a_story_of_another_is_press(store):
    store.con.execute("update core.development set vendor = 'delta' where development_id = ?", [LEAD])
    name(store, LEAD, "alpha", "company")
    assert {row["what"] for row in thread(store)} == {"press"}


def test_talk_of_the_same_version_near_the_story_belongs_to_it(store):
    name(store, LEAD, MINI, "ai_model")
    talk(store, "p-before", MINI, "ai_model", -13.9, "Before")
    talk(store, "p-after", MINI, "ai_model", 59.9, "After")
    talk(store, "p-too-early", MINI, "ai_model", -14.1, "Early")
    talk(store, "p-too-late", MINI, "ai_model", 60.1, "Late")
    talk(store, "p-undated", MINI, "ai_model", 1, "Undated", published=False)
    talk(store, "p-other", "alpha/alpha-mini-1", "ai_model", 1, "Other")
    talk(store, "p-company", "alpha", "company", 1, "Company")
    assert heard(store) == ["p-before", "p-after"]
    row = of(store, "talk")[0]
    assert (row["title"], row["who"], row["starts_s"], row["development_id"]) == (
        "Before",
        "Ann Host",
        0.0,
        None,
    )
    assert row["said"] == LONG[:600]
    assert row["happened_at"] == FIRST - timedelta(days=13.9)
    assert heard(store, "s-runtime") == []


def test_a_company_or_a_name_without_version_brings_no_talk(store):
    for entity, kind in (("alpha", "company"), ("alpha/alpha-mini", "ai_model"), ("h100", "chip")):
        name(store, LEAD, entity, kind)
        talk(store, f"p-{entity}", entity, kind, 1, entity)
    assert heard(store) == []


def test_a_runtime_in_the_title_brings_talk_one_in_passing_does_not(store):
    name(store, "dev-0002", "nemoclaw", "runtime", 5)
    name(store, "dev-0002", "openshell", "runtime", 60)
    talk(store, "p-1", "nemoclaw", "runtime", 1, "Claw")
    talk(store, "p-2", "openshell", "runtime", 1, "Shell")
    assert heard(store, "s-runtime") == ["p-1"]


def test_a_product_brings_talk_only_where_nothing_narrower_is_named(store):
    name(store, LEAD, "chatgpt", "product")
    talk(store, "p-1", "chatgpt", "product", 1)
    assert heard(store) == ["p-1"]
    name(store, LEAD, MINI, "ai_model", 0)
    assert heard(store) == []


def test_what_half_of_the_tellings_name_is_what_the_story_is_about(store):
    name(store, SECOND, MINI, "ai_model", 2000)
    talk(store, "p-1", MINI, "ai_model", 1)
    assert heard(store) == ["p-1"]
    store.insert(
        "story_development",
        [{"story_id": "s-price", "development_id": one} for one in ("dev-0010", "dev-0011")],
    )
    assert heard(store) == []


def test_an_hour_of_talk_gives_the_two_passages_that_say_most(store):
    name(store, LEAD, MINI, "ai_model")
    name(store, LEAD, "alpha/alpha-max-2", "ai_model", 10)
    for ordinal in range(5):
        talk(store, f"p-{ordinal}", MINI, "ai_model", 2, ordinal=ordinal)
    name(store, "p-3", "alpha/alpha-max-2", "ai_model", 40, "passage_mention")
    name(store, "p-4", MINI, "ai_model", 80, "passage_mention")
    assert heard(store) == ["p-0", "p-3"]


def test_of_many_episodes_the_first_ones_stay(store):
    name(store, LEAD, MINI, "ai_model")
    for day, letter in enumerate("abcdefghijklmnop"):
        talk(store, f"p-{letter}", MINI, "ai_model", day + 1, letter)
    assert heard(store) == [f"p-{letter}" for letter in "abcdefghijkl"]


def test_a_transcript_of_no_named_episode_is_called_like_its_source(store):
    name(store, LEAD, MINI, "ai_model")
    talk(store, "p-1", MINI, "ai_model", 1)
    store.con.execute("update core.passage set episode = null")
    assert of(store, "talk")[0]["title"] == "Strategy brief"


def test_talk_links_to_its_episode_else_to_its_document(store):
    name(store, LEAD, MINI, "ai_model")
    talk(store, "p-1", MINI, "ai_model", 1, "One")
    talk(store, "p-2", MINI, "ai_model", 2, "Two")
    store.insert(
        "development",
        [world.development(900, "One", "gamma", FIRST) | {"source_id": "brief", "kind": "podcast"}],
    )
    store.insert(
        "document",
        [
            {
                "document_id": "t" * 64,
                "source_id": "brief",
                "url": "https://gamma.example/two.vtt",
                "bytes": 1,
                "observed_at": world.NOW,
                "run_id": "run-1",
            }
        ],
    )
    rows = of(store, "talk")
    assert [row["url"] for row in rows] == ["https://gamma.example/news/900", "https://gamma.example/two.vtt"]
    assert [row["observed_at"] for row in rows] == [None, world.NOW]


def test_the_word_of_a_reader_stands(store):
    name(store, LEAD, MINI, "ai_model")
    talk(store, "p-1", MINI, "ai_model", 1)
    correct(store, LEAD, "not_entity", MINI)
    assert heard(store) == [] and of(store, "price") == []
    correct(store, SECOND, "entity", MINI, entity_id=MINI, entity_kind="ai_model", surface="alpha MINI 2")
    assert heard(store) == ["p-1"]
    correct(store, SECOND, "vendor", "alpha")
    assert [(row["what"], row["who"]) for row in thread(store)[:3] if row["development_id"]] == [
        ("post", "alpha"),
        ("post", "alpha"),
    ]


def test_every_telling_is_there_once(store):
    name(store, LEAD, MINI, "ai_model")
    name(store, LEAD, MINI, "ai_model", 60)
    name(store, SECOND, MINI, "ai_model")
    talk(store, "p-1", MINI, "ai_model", 1)
    name(store, "p-1", MINI, "ai_model", 50, "passage_mention")
    ids = [(row["what"], row["development_id"], row["passage_id"]) for row in thread(store)]
    assert sorted(ids, key=str) == sorted(
        [("post", LEAD, None), ("press", SECOND, None), ("talk", None, "p-1"), ("price", None, None)], key=str
    )


def test_all_stories_at_once_give_what_each_gives(store):
    name(store, LEAD, MINI, "ai_model")
    talk(store, "p-1", MINI, "ai_model", 1)
    every = store.con.execute("select count(*) from page.story_thread").fetchone()[0]
    stories = [row[0] for row in store.con.execute("select story_id from core.story").fetchall()]
    assert every == sum(len(thread(store, one)) for one in stories) > len(stories)
