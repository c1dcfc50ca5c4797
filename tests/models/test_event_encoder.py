"""Events by rules and encoder: each may be outvoted, neither is needed alone, and a broken file says what to do."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from models import __main__ as commands
from models import event_encoder
from models.embedder import EmbedderMissing
from models.event_encoder import ALONE, LEAST, encoder, events, save_encoder, settled
from models.events import TYPES, UNSURE_NONE, Event, event
from models.head import HeadMissing
from models.head_tuned import flat
from models.items import Item

RULE = Event("price_change", 0.93)
NO_RULE = Event("none", UNSURE_NONE)


def scores(**told: float) -> np.ndarray:
    """Scores of an encoder that hears nothing but what is told."""
    return np.array([told.get(name, -5.0) for name in TYPES], dtype=np.float32)


def test_what_both_say_is_surer_than_what_one_says() -> None:
    both = settled(RULE, scores(price_change=2.5))
    heard = settled(NO_RULE, scores(price_change=2.5))
    said = settled(RULE, scores(price_change=-0.5))
    assert both.type == heard.type == said.type == "price_change"
    assert both.confidence > heard.confidence > ALONE
    assert both.confidence > said.confidence > LEAST


def test_the_encoder_may_doubt_a_rule_and_a_rule_the_encoder() -> None:
    assert settled(RULE, scores()) == Event("none", UNSURE_NONE)
    assert settled(NO_RULE, scores(funding=1.5)) == NO_RULE  # a business event that no rule tells must be surer
    assert settled(NO_RULE, scores(launch=1.5)).type == "launch"
    assert settled(RULE, scores(price_change=-3.0, launch=3.0)).type == "launch"
    assert settled(RULE, scores(price_change=1.0, launch=1.5)).type == "price_change"


def test_what_rules_say_of_a_companys_own_post_stands() -> None:
    assert settled(RULE, scores(), own=True) == RULE
    assert settled(Event("launch", 0.85), scores(funding=4.0), own=True).type == "funding"
    assert settled(Event("launch", 0.85), scores(), own=True).type == "none"


def test_a_surer_none_stays_as_sure() -> None:
    assert settled(Event("none", 0.9), scores()) == Event("none", 0.9)


def test_without_an_embedding_the_rules_tell_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object) -> None:
        raise EmbedderMissing("no weights")

    monkeypatch.setattr(event_encoder, "tuned_scores", missing)
    item = Item("a", "Globex cuts prices of its API by half")
    assert events([item]) == [event(item)]
    assert event(item).type == "price_change"


def test_digests_and_other_languages_are_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[str] = []

    def told(_: object, texts: list[str], kind: str) -> np.ndarray:
        heard.extend(texts)
        return np.array([scores(funding=9.0) for _ in texts])

    monkeypatch.setattr(event_encoder, "tuned_scores", told)
    digest = Item("a", "Robots Learn to Fold, Court Weighs Fair Use, Chips Get Cheaper, Models Shrink")
    german = Item("b", "Das Ministerium stellt die neue Strategie vor", "Sie wurde heute in Berlin von der Ministerin vorgestellt.")
    plain = Item("c", "Globex opens the books")
    assert [one.type for one in events([digest, german, plain])][2] == "funding"
    assert len(heard) == 1
    assert events([digest, german, plain])[:2] == [event(digest), event(german)]
    assert events([]) == []


def test_a_post_titled_by_nothing_but_its_makers_ai_model_launches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(event_encoder, "tuned_scores", lambda _, texts, kind: np.array([scores() for _ in texts]))
    posts = [("Claude Opus 9.1", "anthropic"), ("Claude Opus 9.1", None), ("Claude Opus 9.1 at work", "anthropic")]
    told = [one.type for one in events([Item(str(n), title, "", None, who) for n, (title, who) in enumerate(posts)])]
    assert told == ["launch", "none", "none"]


def test_an_encoder_is_kept_as_it_was_and_a_broken_one_says_so(tmp_path: Path) -> None:
    path = save_encoder(encoder(), tmp_path / "new")
    assert np.array_equal(flat(encoder(path.parent)), flat(encoder()))
    assert encoder().weight.shape == (len(TYPES), 384)
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / path.name).write_bytes(b"no numbers")
    with pytest.raises(HeadMissing, match=r"events\.npz can't be read .* Restore it"):
        encoder(broken)


def test_fitting_events_touches_no_head(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        commands.main(["fit", "--events", "--from-scratch", "--labels", "labels.jsonl"])
    assert "--events fits the encoder of events alone" in capsys.readouterr().err
