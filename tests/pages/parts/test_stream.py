"""What a row of the stream says: its own words, how sure its tags are, and what else to try where nothing is found."""

from __future__ import annotations

import pandas as pd
import pytest

from db.search import parse
from models import embedder
from pages.parts import correct_history, corrected, how_good, search_hits, shown, stream
from pages.parts.search_box import Asked
from tests.pages.conftest import HOSTILE


def row(**columns):
    return pd.Series({"title": "A launch", "quote": None, "summary": "Words of it."} | columns)


def lines(at) -> list[str]:
    return [text.value.replace("\\", "") for text in at.markdown if text.value.startswith("**")]


@pytest.mark.parametrize(
    ("text", "one_line"),
    [
        ("- One thing\n- Another - with a dash", "One thing · Another - with a dash"),
        ("Intro\n  * One\n  • Two", "Intro · One · Two"),
        ("Plain words", "Plain words"),
        ("", ""),
        (None, ""),
        (float("nan"), ""),
    ],
)
def test_a_list_may_stand_on_one_line(text, one_line):
    assert shown.unlisted(text) == one_line


def test_a_row_quotes_how_it_begins_but_not_its_title_again():
    assert stream.first_words(row()) == "Words of it\\."
    assert stream.first_words(row(quote="Stressed")) == "Stressed"
    assert stream.first_words(row(summary="a  LAUNCH")) == ""
    assert stream.first_words(row(summary=None)) == ""
    assert len(stream.first_words(row(summary="word " * 200))) < 200


def test_each_row_of_the_stream_has_its_words(app, world_data):
    told = lines(app(world_data, "developments"))
    assert len(told) == 20 and all("  \n:small[" in line for line in told)


@pytest.mark.parametrize(("confidence", "words"), [(0.999, "over 99% sure"), (1.0, "over 99% sure"), (0.85, "85% sure")])
def test_no_tag_is_wholly_sure(confidence, words):
    assert stream.sure(confidence) == words


@pytest.mark.parametrize(
    ("why", "shown_as"),
    [
        ("text says “chips” (chips, 43–67)", "text says “chips” (chips)"),
        ("the word “build”, as in labelled examples", "the word “build”, as in labelled examples"),
        ("text says “2–3” (years, apart)", "text says “2–3” (years, apart)"),
    ],
)
def test_why_is_told_without_places_of_characters(why, shown_as):
    assert stream.PLACE.sub(")", why) == shown_as


def test_a_hit_that_is_only_the_title_is_not_said_twice():
    development = row(title="Open models", body="open models")
    assert search_hits._answer("open models", parse("open"), development, None) == []
    assert search_hits._answer("- open models run\n- locally", parse("open"), development, None) == [
        ("open", True),
        (" models run · locally", False),
    ]


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        (Asked(words="x"), "Try fewer or other words."),
        (Asked(words="x", theme="Pricing"), "Try fewer or other words, or take a filter away."),
        (Asked(stories=True, several=True), "Take a filter away."),
        (Asked(), "Nothing was told yet."),
    ],
)
def test_only_what_may_help_is_suggested(asked, hint):
    assert asked.hint() == hint


def test_meaning_is_one_press_away_where_words_find_nothing(app, world_data, monkeypatch):
    monkeypatch.setattr(embedder, "ready", lambda: True)
    monkeypatch.setattr(search_hits, "indexed", lambda: True)
    found = pd.DataFrame({"development_id": [], "passage_id": [], "published_at": []})
    monkeypatch.setattr(search_hits, "hits", lambda asked: search_hits.Hits(found, ""))
    at = app(world_data, "developments", q="zebrafish")
    at = next(button for button in at.button if button.label == "Search by meaning").click().run()
    assert not at.exception and at.segmented_control(key="by").value == "Meaning"
    assert "Search by meaning" not in [button.label for button in at.button]
    at = app(world_data, "developments", q="theme:nonsense")  # nothing there that could mean anything
    assert "Search by meaning" not in [button.label for button in at.button]


def test_stories_of_several_sources_stand_alone(app, world_data):
    def total(at):
        return int(next(caption.value for caption in at.caption if caption.value.endswith("newest first")).split()[0])

    every, several = app(world_data, "developments", view="stories"), app(world_data, "developments", view="stories", several="true")
    assert several.toggle(key="several").value is True
    assert 0 < total(several) < total(every)
    assert all(" sources" in text.value for text in several.markdown if text.value.startswith(":") and "small" in text.value)
    themed = app(world_data, "developments", view="stories", several="true", theme="Pricing")
    assert not themed.exception


def test_what_narrows_out_of_sight_is_said_beside_the_count(app, world_data):
    at = app(world_data, "developments", kind="feed")
    assert any(caption.value.endswith("newest first · only feed") for caption in at.caption)


def test_only_who_told_anything_is_a_filter(app, world_data):
    at = app(world_data, "developments")
    assert "price_catalogue" not in at.multiselect(key="kind").options
    assert "feed" in at.multiselect(key="kind").options


def test_an_ai_model_is_named_not_numbered(monkeypatch):
    monkeypatch.setattr(corrected, "vendors", lambda: {"acme": "Acme Labs"})
    assert correct_history.entity_title("acme/tiny-9") == "tiny-9 (Acme Labs)"
    assert correct_history.entity_title("other/tiny-9") == "tiny-9 (other)"
    assert correct_history.entity_title("openai") == "OpenAI"


def test_how_good_the_tags_are_is_said_at_the_top_too(app, world_data, monkeypatch):
    monkeypatch.setattr(how_good, "figures", lambda text: {"shown": {"precision": 0.93}, "items": 200})
    at = app(world_data, "developments", view="review")
    told = [caption.value for caption in at.caption]
    assert any(words.startswith("93% of shown tags were right on 200 labelled texts") for words in told[:4])
    monkeypatch.setattr(how_good, "figures", lambda text: {})
    assert not any("of shown tags were right" in caption.value for caption in app(world_data, "developments", view="review").caption)


def test_nothing_switched_on_is_none_of_these_where_themes_are_suggested(app, world_data):
    at = app(world_data, "developments", view="review")
    first = next(button for button in at.button_group if str(button.key).startswith("review_") and button.options)
    key = str(first.key).removeprefix("review_")
    first.set_value([]).run()
    assert at.button(key=f"verdict_{key}").label == "None of these"


def test_a_passage_without_an_episode_is_called_like_its_source_and_leads_to_it(app, world_data, monkeypatch):
    passage = pd.Series({
        "passage_id": "p", "source_id": "beta-blog", "document_id": "t" * 64, "episode": None, "published_at": None, "speaker": "Ann",
        "starts_s": 61.0, "text": "What was said.", "url": "https://beta.example/one", "observed_at": pd.Timestamp("2026-04-20", tz="UTC"),
    })  # fmt: skip
    found = pd.DataFrame({"development_id": [None], "passage_id": ["p"], "published_at": [None]})
    monkeypatch.setattr(search_hits, "indexed", lambda: True)
    monkeypatch.setattr(search_hits, "hits", lambda asked: search_hits.Hits(found, ""))
    hit = search_hits.Hit(None, passage, [], [("said", True)])
    monkeypatch.setattr(search_hits, "drawn", lambda *asked: [hit])
    at = app(world_data, "developments", q="said")
    assert not at.exception
    (line,) = lines(at)
    assert "Untitled" not in line and "(https://beta.example/one)" in line and "Ann, 1:01: **said**" in line
    assert any("read 20 Apr 2026" in caption.value for caption in at.caption)


def test_more_filters_than_a_search_reads_are_said():
    asked = Asked(
        words="price", where={"source_title": [f"A source with a long name {at}" for at in range(20)]}
    )
    question, whole = asked.question()
    assert not whole and question.endswith(" price") and len(question) <= 500


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("desktop runtime", "desktop runtime: "),
        ("mixed", "Mixed, perhaps more than one story: "),
        (None, "One story: "),
        (float("nan"), "One story: "),
        ("<b>x</b>", r"\<b\>x\<\/b\>: "),
    ],
)
def test_a_story_says_what_it_is_about(label, words):
    assert stream.about(label, "One story: ") == words


def test_a_snippet_escapes_each_piece_and_keeps_the_spaces():
    made = stream.marked(
        [("see *this* ", False), ("price", True), (" of [x](http://e) ", False), ("<b", True)]
    )
    assert made.startswith("see \\*this\\* **price** of \\[x\\]\\(")
    assert made.endswith(" **\\<b**")
    assert HOSTILE not in stream.marked([(HOSTILE, False)])


@pytest.mark.parametrize(("starts", "clock"), [(0.0, "0:00"), (61.9, "1:01"), (3600.0, "1:00:00")])
def test_a_place_in_an_episode(starts, clock):
    assert stream.spoken(pd.Series({"speaker": "Ann", "starts_s": starts})) == f"Ann, {clock}"
