"""Developments are found by words, meaning, vendor, theme and period, by item or by story, and each shows its proof."""

from __future__ import annotations

import json

import numpy as np
import pytest

from db import status
from models import embedder
from pages.parts import search_hits
from tests import world
from tests.pages.conftest import harmful
from tests.pages.searching import searchable

NASTY = [
    "'; DROP TABLE core.development; --",
    "%",
    "_",
    "'",
    '"',
    "\\",
    "-",
    "()",
    "vendor:",
    "\u202e",
    "x" * 1_000_000,
]


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return searchable(tmp_path_factory.mktemp("searched"))


@pytest.fixture
def meaning(monkeypatch):
    """A machine that embeds at once, and every search means what Alpha's price rise means."""
    monkeypatch.setattr(embedder, "ready", lambda: True)
    monkeypatch.setattr(search_hits, "query_vector", lambda plain: np.array(world.unit(1, 0), dtype=np.float32))
    search_hits._found.cache_clear()
    yield
    search_hits._found.cache_clear()


@pytest.fixture
def wordsonly(monkeypatch):
    monkeypatch.setattr(embedder, "ready", lambda: False)
    search_hits._found.cache_clear()


def total(at) -> int:
    line = next(caption.value for caption in at.caption if caption.value.endswith(" first"))
    return int(line.split()[0].replace(",", ""))


def headlines(at) -> list[str]:
    return [text.value.replace("\\", "") for text in at.markdown if text.value.startswith("**")]


def said(at) -> str:
    parts = [*at.markdown, *at.caption, *at.text, *at.warning, *at.info]
    return "\n".join(str(part.value) for part in parts).replace("\\", "").replace("\u2060", "")


def opened(at):
    """The page with the evidence of everything on it opened."""
    for button in at.button:
        if str(button.key).startswith("correct_"):
            at.session_state[str(button.key).replace("correct_", "evidence_", 1)] = True
    return at.run()


def links(at) -> list[str]:
    return [link.proto.query_string for link in at.get("page_link")]


def test_newest_first(app, world_data):
    at = app(world_data, "developments")
    assert "Alpha Mini 2 costs three times its predecessor" in headlines(at)[0]
    assert len(headlines(at)) == 20


def test_filters_narrow_and_are_kept_in_the_address(app, world_data):
    everything = total(app(world_data, "developments"))
    at = app(world_data, "developments", vendor="alpha", theme="Pricing")
    assert 0 < total(at) < everything
    assert all("alpha.example" in line for line in headlines(at))
    assert at.multiselect(key="vendor").value == ["alpha"]


def test_a_second_page_goes_on(app, world_data):
    first, second = app(world_data, "developments"), app(world_data, "developments", page="2")
    assert not set(headlines(first)) & set(headlines(second))


def test_each_shows_document_date_and_why(app, data):
    at = app(data, "developments", q="sandbox", vendor="beta", kind="feed", period="30 days")
    assert "document dddddddddddd" not in said(at) and "sure: rule: Beta" not in said(at)
    at = opened(at)
    assert "document dddddddddddd" in said(at) and "read 15 Apr 2026" in said(at)
    assert "**Agents and their runtime** 90% sure: rule: Beta" in said(at)
    assert "**Society and work** unsure, 20% sure" in said(at)


def test_words_are_found_in_any_order_and_marked(app, data):
    at = app(data, "developments", q="RUNTIME desktop")
    assert total(at) == 2
    assert any("**desktop** agent **runtime**" in text.value for text in at.markdown)


def test_words_that_only_a_title_holds_are_marked_there(app, data):
    at = app(data, "developments", q="raises alpha")
    assert any("[:gray-background[Alpha] :gray-background[raises] the price" in line for line in headlines(at))
    assert not any(":gray-background" in line for line in headlines(app(data, "developments", like="dev-0000")))


def test_a_snapshot_without_an_index_is_filtered_and_says_so(app, world_data):
    at = app(world_data, "developments", q="DESKTOP runtime")
    assert "no search index yet" in said(at)
    assert total(at) == 1
    assert total(app(world_data, "developments", q="desktop")) == 2


def test_passages_of_transcripts_are_among_the_results(app, data):
    at = app(data, "developments", q="sandbox")
    assert total(at) == 2
    assert "Talk of the week" in headlines(at)[0]
    assert "Host, 1:02:05" in said(at) and "why a **sandbox** matters" in said(at)
    assert "document tttttttttttt" in said(at)


def test_unknown_speaker_and_time_are_not_guessed(app, data):
    at = app(data, "developments", q="nobody particular")
    assert "Speaker unknown: " in said(at)


def test_order_is_newest_or_best_match_and_lives_in_the_address(app, data):
    newest, best = (
        app(data, "developments", q="sandbox"),
        app(data, "developments", q="sandbox", order="best match"),
    )
    assert best.segmented_control(key="order").value == "Best match"
    assert any(caption.value == "2 results, best match first" for caption in best.caption)
    assert sorted(headlines(newest)) == sorted(headlines(best))


def test_filters_of_the_page_and_of_the_words_both_narrow_a_search(app, data):
    assert total(app(data, "developments", q="note")) == 102
    assert total(app(data, "developments", q="note", vendor="gamma")) == total(
        app(data, "developments", q="note vendor:gamma")
    )
    assert total(app(data, "developments", q="note", period="7 days")) == 16
    assert 0 < total(app(data, "developments", q="note", theme="Pricing")) < 102


def test_another_search_starts_on_its_first_page(app, data):
    at = app(data, "developments", page="3")
    at.text_input(key="q").set_value("sandbox").run()
    assert total(at) == 2 and "The address asks" not in said(at)
    at.text_input(key="q").set_value("note").run()
    assert "three times its predecessor" in headlines(at)[0]


def test_a_search_has_pages(app, data):
    first, last = app(data, "developments", q="note"), app(data, "developments", q="note", page="6")
    assert len(headlines(first)) == 20 and len(headlines(last)) == 2
    assert not set(headlines(first)) & set(headlines(last))


def test_meaning_is_offered_where_it_is_ready(app, data, meaning):
    at = app(data, "developments", q="dearer tokens", by="meaning", order="best match")
    assert at.segmented_control(key="by").options == ["Words", "Meaning", "Both"]
    assert "Alpha raises the price" in headlines(at)[0]
    assert not any("chip supply" in line for line in headlines(at))


def test_both_puts_words_and_meaning_together(app, data, meaning):
    at = app(data, "developments", q="chip", by="both", order="best match")
    found = " ".join(headlines(at))
    assert "supply deal" in found and "Alpha raises the price" in found


def test_meaning_is_not_offered_where_it_is_not_ready(app, data, wordsonly):
    at = app(data, "developments", q="sandbox")
    assert "by" not in [control.key for control in at.segmented_control]
    at = app(data, "developments", q="sandbox", by="meaning")
    assert not at.exception and total(at) == 2
    assert "not ready on this machine" in said(at)


def test_more_like_this_leads_to_other_stories(app, data):
    at = app(data, "developments", q="raises price")
    assert "like=dev-0000" in links(opened(at))
    at = app(data, "developments", like="dev-0000")
    assert "Like “Alpha raises the price of Alpha Mini 2”" in said(at)
    assert len(headlines(at)) == 1 and "adds a sandbox" in headlines(at)[0]


def test_likeness_that_is_not_known_yet_is_said(app, data):
    at = app(data, "developments", like="dev-0009")
    assert "No development here" in said(at) and "next pass" in said(at)


def test_an_unknown_likeness_shows_all_and_says_so(app, data):
    at = app(data, "developments", like="nonsense")
    assert "which is not here" in said(at) and len(headlines(at)) == 20


def test_the_list_goes_by_story(app, world_data):
    items, stories = app(world_data, "developments"), app(world_data, "developments", view="stories")
    assert stories.segmented_control(key="view").value == "Stories"
    assert total(items) - total(stories) == 2
    assert "story=s-price" in links(stories)
    named = [link.proto.label for link in stories.get("page_link") if link.proto.label.startswith("desktop runtime: ")]
    assert named and all("2 developments, " in label for label in named)


def test_stories_are_filtered_by_the_themes_of_all_that_tell_them(app, world_data):
    at = app(world_data, "developments", view="stories", theme="AI models")
    if at.selectbox(key="theme").value == "All themes":
        at = app(world_data, "developments", view="stories", theme=at.selectbox(key="theme").options[1])
    assert 0 < total(at) < total(app(world_data, "developments", view="stories"))


def test_a_search_by_story_shows_each_once(app, data):
    assert total(app(data, "developments", q="alpha mini")) == 2
    at = app(data, "developments", q="alpha mini", view="stories")
    assert any(caption.value == "1 story, newest first" for caption in at.caption)
    assert len(headlines(at)) == 1


def test_a_story_opens_to_its_time_axis(app, world_data):
    at = app(world_data, "developments", story="s-runtime")
    words = at.header[0].value.replace("\\", "")
    assert words == "beta said it first, on 22 Apr 2026; gamma followed 1 day later"
    assert len(headlines(at)) == 2 and "opens its desktop" in headlines(at)[0]
    days = [text.value for text in at.markdown if text.value.startswith(":gray[")]
    assert days == [":gray[22 Apr 2026]", ":gray[23 Apr 2026]"]
    assert "· vendor's post" in said(at) and "· feed" not in said(at)
    at.button[0].click().run()
    assert len(headlines(at)) == 20 and "story" not in at.query_params


@pytest.mark.parametrize("words", NASTY)
@pytest.mark.parametrize("by", ["words", "both"])
def test_hostile_searches_are_answered_calmly(app, data, words, by):
    at = app(data, "developments", q=words, by=by)
    assert not at.exception and not at.error
    assert "No development here" in said(at) or headlines(at)


def test_hostile_texts_stay_texts_in_a_snippet(app, tmp_path):
    def change(table, rows):
        return [row | {"body": f"{row['body']} more"} if "body" in row else row for row in harmful(table, rows)]

    data = searchable(tmp_path, change)
    at = app(data, "developments", q="bold evil")
    assert not at.exception and total(at) > 0
    shown = [text.value.split("  \n:small[")[1] for text in at.markdown if "  \n:small[" in text.value]
    assert shown and all("<b>" not in text and "\u202e" not in text and "](" not in text for text in shown)


def test_a_search_in_an_empty_snapshot_is_no_error(app, empty_data):
    at = app(empty_data, "developments", q="price", by="both", view="stories")
    assert not at.exception and at.header[0].value == "No data yet"


def test_a_search_in_stale_data_says_how_old_it_is(app, data):
    try:
        status.write(data, status.Status(pid=1, beat_at=""))
        path = data / "status.json"
        path.write_text(json.dumps(json.loads(path.read_text()) | {"beat_at": "2026-04-24T12:00:00Z"}))
        at = app(data, "developments", q="sandbox")
        assert any("silent since 24 Apr 2026" in warning.value for warning in at.warning)
        assert total(at) == 2
    finally:
        (data / "status.json").unlink()
