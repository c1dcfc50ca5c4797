"""A head that learns from readers: fitted in the child, used for what is there, gone when nothing is corrected."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest

from db.desk_corrections import correct
from db.store import Store
from ingest.corrections import copy_corrections
from ingest.infer import Understanding, head_figures, infer_pending, names
from ingest.refitting import bring_head, head_at_hand
from ingest.vocabulary import copy_vocabularies
from models import embedder
from tests import world

WHO = (
    "Travel agents",
    "Estate agents",
    "Insurance agents",
    "Customs agents",
    "Letting agents",
    "Booking agents",
)
WHAT = ("ask for a longer break", "sold three houses in a week", "meet for their yearly dinner")
TITLES = [
    f"{who} in {place} {what}"
    for who in WHO
    for place, what in zip(("Porto", "Leeds", "Dublin"), WHAT, strict=True)
]
CORRECTED, ALIKE = range(12), range(12, 18)


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    copy_vocabularies(made)
    made.insert("source", world.sources())
    told = [*TITLES, "OpenAI cuts the price of its API by half"]
    made.insert(
        "development", [world.development(at, title, "alpha", world.NOW) for at, title in enumerate(told)]
    )
    yield made
    made.close()


@pytest.fixture(scope="module")
def understanding():
    if not embedder.ready():
        embedder.export()
    made = Understanding()
    yield made
    made.stop()


def a_pass(store, understanding):
    copy_corrections(store)
    bring_head(store, understanding)
    return infer_pending(store, understanding, world.NOW, lambda *_: None)


def say(store, at, value, was, minutes=0, by="Ada"):
    when = world.NOW + timedelta(minutes=minutes)
    correct(store.files.data, f"dev-{at:04d}", "themes", value, was=was, by=by, at=when)


def sure(store, theme, places):
    found = dict(
        store.con.execute(
            "select development_id, confidence from core.tag where theme = ?", [theme]
        ).fetchall()
    )
    return [found.get(f"dev-{at:04d}", 0.0) for at in places]


def tags(store):
    return store.con.execute("select * from core.tag order by all").fetchall()


def test_it_learns_from_corrections_and_forgets_them(store, understanding):
    assert a_pass(store, understanding) == (19, None)
    assert understanding.head is None
    before, others = tags(store), sure(store, "pricing", [18])
    assert sum(one > 0.5 for one in sure(store, "agents", ALIKE)) > 3
    for at in CORRECTED:
        say(store, at, "", "agents")
    assert a_pass(store, understanding) == (19, None)  # new themes for all that is there
    folder = understanding.head
    assert folder.parent == store.files.head
    assert head_at_hand(store) == folder
    assert json.loads((folder / "head.json").read_text())["figures"]["corrections"] == 12
    assert sum(one > 0.5 for one in sure(store, "agents", ALIKE)) <= 1
    assert sure(store, "pricing", [18]) == others  # a theme that nobody corrected does not move
    assert store.con.execute("select distinct tagger from core.inference").fetchall() == [
        (f"{names()[1]}+{folder.name}",)
    ]
    learned = tags(store)
    assert a_pass(store, understanding) == (0, None)
    assert understanding.head == folder
    assert tags(store) == learned
    for at in CORRECTED:
        say(store, at, None, "", minutes=1)
    assert a_pass(store, understanding) == (19, None)
    assert tags(store) == before
    assert not store.files.head.exists()


def test_what_was_right_as_shown_fits_nothing(store, understanding):
    a_pass(store, understanding)
    say(store, 0, "agents", "agents")
    assert a_pass(store, understanding) == (0, None)
    assert understanding.head is None
    assert not store.files.head.exists()


def test_a_later_reader_who_agrees_does_not_undo_the_first(store, understanding):
    a_pass(store, understanding)
    say(store, 0, "", "agents")
    a_pass(store, understanding)
    say(store, 0, "", "", minutes=1, by="Bob")
    a_pass(store, understanding)
    assert understanding.head is not None


def test_a_head_that_was_half_written_is_fitted_again(store, understanding, monkeypatch):
    a_pass(store, understanding)
    say(store, 0, "", "agents")
    copy_corrections(store)
    bring_head(store, understanding)
    whole = understanding.head
    whole.rename(whole.with_name(f"{whole.name}.tmp"))  # as a kill leaves it
    bring_head(store, understanding)
    assert understanding.head == whole
    assert [path.name for path in store.files.head.iterdir()] == [whole.name]


def test_a_fit_that_fails_is_logged_and_the_shipped_head_goes_on(store, understanding, monkeypatch, caplog):
    a_pass(store, understanding)
    before = tags(store)
    say(store, 0, "", "agents")
    monkeypatch.setattr(understanding, "refit", lambda *_: "the rows are gone")
    with caplog.at_level(logging.WARNING):
        assert a_pass(store, understanding) == (0, None)
    assert "the rows are gone" in caplog.text
    assert understanding.head is None
    assert tags(store) == before
    monkeypatch.undo()
    a_pass(store, understanding)
    assert understanding.head is not None


def test_the_figures_say_how_many_corrections_are_in(tmp_path):
    about = {"figures": {"items": 9, "corrections": 3, "date": "2026-04-24", "held_out": {"macro_f1": 0.5}}}
    (tmp_path / "head.json").write_text(json.dumps(about))
    assert json.loads(head_figures(tmp_path)) == {
        "fitted_on": 9,
        "corrections": 3,
        "date": "2026-04-24",
        "macro_f1": 0.5,
    }
    (tmp_path / "head.json").write_text("[]")
    assert head_figures(tmp_path) is None
