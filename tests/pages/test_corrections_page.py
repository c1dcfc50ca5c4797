"""A reader corrects a development, sees it at once, takes it back; reviews the least certain; sees how good the tags are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.desk import run_requested
from db.desk_corrections import correct, corrections, standing
from pages.parts import corrected
from tests import world
from tests.pages import serving
from tests.pages.conftest import HOSTILE

PRICE, ECHO, RUNTIME, LOOK, NEWER = "dev-0000", "dev-0001", "dev-0002", "dev-0003", "dev-0004"


def said(at) -> str:
    parts = [*at.markdown, *at.caption, *at.text, *at.warning, *at.header, *at.metric, *at.toast]
    return "\n".join(str(part.value) for part in parts).replace("\\", "").replace("\u2060", "")


def line_of(at, words) -> str:
    """The quiet line below a headline: its badges, source and date."""
    texts = [text.value.replace("\\", "") for text in at.markdown]
    return texts[
        next(place for place, text in enumerate(texts) if text.startswith("**") and words in text) + 1
    ]


def opened(at, development_id):
    return at.button(key=f"correct_{development_id}").click().run()


def named(at, who="Ann"):
    at.text_input(key="editor").set_value(who)
    return at


def saved(at):
    at.run()
    return at.button(key="correct_save").click().run()


def by_hand(data, development_id, field, value, was=None, by="Ann", minutes=0):
    return correct(
        data, development_id, field, value, was=was, by=by, at=world.NOW + timedelta(days=1, minutes=minutes)
    )


def test_the_form_is_built_only_when_it_is_opened(app, own_world):
    at = app(own_world, "developments")
    assert len([button for button in at.button if button.label == "Correct"]) == 20
    assert not at.multiselect(key="vendor").disabled and "correct_save" not in [
        button.key for button in at.button
    ]
    opened(at, PRICE)
    assert at.multiselect(key=f"correct_themes_{PRICE}").value == ["Pricing", "AI models"]
    assert at.selectbox(key=f"correct_event_{PRICE}").value == "price_change"
    assert at.button(key="correct_save").disabled and not corrections(own_world)


def test_a_corrected_theme_shows_at_once_with_who_said_it(app, own_world):
    at = named(opened(app(own_world, "developments"), PRICE))
    at.multiselect(key=f"correct_themes_{PRICE}").set_value(["Policy and law"])
    at = saved(at)
    (kept,) = corrections(own_world)
    assert (kept.development_id, kept.field, kept.value, kept.was, kept.by) == (
        PRICE, "themes", "policy", "pricing,models", "Ann",
    )  # fmt: skip
    assert run_requested(own_world)
    line = line_of(at, "Alpha raises the price")
    assert "person_edit: Policy and law" in line and "Pricing" not in line
    assert any("Kept" in toast.value for toast in at.toast)
    assert "correct_save" not in [button.key for button in at.button]
    at.session_state[f"evidence_{PRICE}"] = True
    words = said(at.run())
    assert "Themes set by Ann on" in words and "shown before: Pricing, AI models." in words
    assert "**Pricing** 90% sure" not in words


def test_one_press_confirms_what_is_shown(app, own_world):
    at = named(opened(app(own_world, "developments"), RUNTIME), "Bob").run()
    at = at.button(key="correct_right").click().run()
    (kept,) = corrections(own_world)
    assert kept.value == kept.was == "agents" and kept.by == "Bob"
    assert "person_edit: Agents and their runtime" in line_of(at, "Beta opens")


def test_nothing_chosen_says_not_relevant(app, own_world):
    at = named(opened(app(own_world, "developments"), RUNTIME))
    at.multiselect(key=f"correct_themes_{RUNTIME}").set_value([])
    at = saved(at)
    assert corrections(own_world)[0].value == ""
    assert "not relevant" in line_of(at, "Beta opens")


def test_event_and_vendor_and_names_are_corrected_together(app, own_world):
    at = named(opened(app(own_world, "developments"), LOOK))
    at.selectbox(key=f"correct_event_{LOOK}").set_value("launch")
    at.selectbox(key=f"correct_vendor_{LOOK}").set_value("beta")
    at.text_input(key=f"correct_written_{LOOK}").set_value("desktop  runtime")
    at.selectbox(key=f"correct_means_{LOOK}").set_value("openai")
    at = saved(at)
    kept = {one.field: (one.value, one.was) for one in corrections(own_world)}
    assert kept == {
        "event": ("launch", "none"),
        "vendor": ("beta", "gamma"),
        "entity": ("openai|desktop runtime", None),
    }
    assert "launch" in line_of(at, "A first look") and "beta" in line_of(at, "A first look")
    opened(at, LOOK)
    assert at.multiselect(key=f"correct_names_{LOOK}").value == ["openai"]
    at.multiselect(key=f"correct_names_{LOOK}").set_value([])
    saved(at)
    assert corrections(own_world)[-1].field == "not_entity"


def test_half_a_name_is_said_and_not_kept(app, own_world):
    at = opened(app(own_world, "developments"), LOOK)
    at.text_input(key=f"correct_written_{LOOK}").set_value("runtime").run()
    assert "once both its words and what they mean" in said(at)
    assert at.button(key="correct_save").disabled


def test_the_newest_of_two_people_wins_and_both_are_told(app, own_world):
    by_hand(own_world, PRICE, "themes", "policy", was="pricing,models")
    by_hand(own_world, PRICE, "themes", "safety", was="policy", by="Bob", minutes=5)
    at = app(own_world, "developments")
    assert "Safety and security" in line_of(at, "Alpha raises the price")
    words = said(opened(at, PRICE))
    assert "Bob on 25 Apr 2026: themes: Safety and security, before Policy and law" in words
    assert "Ann on 25 Apr 2026: themes: Policy and law, before Pricing, AI models" in words
    assert len([button for button in at.button if button.label == "Take back"]) == 1


def test_what_is_taken_back_is_as_before_at_once(app, own_world):
    by_hand(own_world, PRICE, "themes", "policy", was="pricing,models")
    at = opened(app(own_world, "developments"), PRICE)
    at = next(button for button in at.button if button.label == "Take back").click().run()
    assert standing(corrections(own_world)) == {}
    line = line_of(at, "Alpha raises the price")
    assert "blue-badge[Pricing] :blue-badge[AI models]" in line and "person" not in line


def test_a_development_leaves_its_story_and_joins_another(app, own_world):
    at = opened(app(own_world, "developments", story="s-runtime"), LOOK)
    at.checkbox(key=f"correct_apart_{LOOK}").check()
    at = saved(at)
    assert (corrections(own_world)[0].field, corrections(own_world)[0].value) == ("not_same_story", RUNTIME)
    assert "nobody else so far" in said(at)
    assert not any("A first look" in text.value for text in at.markdown)
    at = opened(app(own_world, "developments"), LOOK)
    at.text_input(key=f"correct_same_{LOOK}").set_value("raises the price").run()
    at = saved(at)
    assert corrections(own_world)[-1].field == "same_story"
    assert "A first look" in said(app(own_world, "developments", story="s-price-"[:7]))


@pytest.mark.parametrize(
    "words", ["http://host/developments?story=s-runtime", "?like=dev-0002", "?story=s-runtime&x=1"]
)
def test_a_story_is_named_by_an_address(app, own_world, words):
    at = opened(app(own_world, "developments"), NEWER)
    at.text_input(key=f"correct_same_{NEWER}").set_value(words).run()
    assert len(at.selectbox(key=f"correct_which_{NEWER}").options) == 1
    saved(at)
    assert corrections(own_world)[0].value == RUNTIME


@pytest.mark.parametrize("words", ["http://[", "'; DROP TABLE x; --", "%", "?story=", "x" * 300])
def test_odd_words_for_a_story_lead_nowhere_calmly(app, own_world, words):
    at = opened(app(own_world, "developments"), NEWER)
    at.text_input(key=f"correct_same_{NEWER}").set_value(words).run()
    assert not at.exception and "No other story is called that" in said(at)


def test_a_refused_correction_is_said_in_the_form(app, own_world):
    at = named(opened(app(own_world, "developments"), PRICE), "Ann\u202e")
    at.multiselect(key=f"correct_themes_{PRICE}").set_value([])
    at = saved(at)
    assert "name of the person" in said(at) and not corrections(own_world)


def test_a_closed_form_stays_closed(app, own_world):
    at = opened(app(own_world, "developments"), PRICE)
    del at.session_state["correcting"]
    assert "correct_save" not in [button.key for button in at.run().button]


def test_hostile_words_of_readers_stay_words(app, own_world):
    by_hand(own_world, PRICE, "entity", f"openai|{HOSTILE[:60]}", by="<b>A</b> [x](http://e.example)")
    at = opened(app(own_world, "developments"), PRICE)
    found = [caption.value for caption in at.caption if "a name added" in caption.value]
    assert found and "](http" not in found[0] and "<b>" not in found[0].replace("\\<b\\>", "")


def test_the_queue_asks_ten_and_forgets_what_was_judged(app, own_world):
    at = app(own_world, "developments", view="review")
    asked = [button.key for button in at.button if str(button.key).startswith("verdict_")]
    assert len(asked) == 10 and "Nobody reviewed anything yet" in said(at)
    named(at).run()
    at = at.button(key=asked[0]).click().run()
    (kept,) = corrections(own_world)
    assert kept.value == kept.was and f"verdict_{kept.development_id}" == asked[0]
    assert "1 reviewed by 1 person" in said(at)
    now = [button.key for button in at.button if str(button.key).startswith("verdict_")]
    assert len(now) == 10 and asked[0] not in now and now[:9] == asked[1:]


def test_a_reviewed_theme_is_switched_off_and_on(app, own_world):
    at = app(own_world, "developments", view="review")
    first = next(str(button.key) for button in at.button if str(button.key).startswith("verdict_"))[8:]
    pills = at.button_group(key=f"review_{first}")
    was = list(pills.value)
    pills.set_value(["society"]).run()
    assert at.button(key=f"verdict_{first}").label == "Save"
    at.button(key=f"verdict_{first}").click().run()
    assert corrections(own_world)[0].value == "society" and corrections(own_world)[0].was == ",".join(was)


def test_a_refused_verdict_is_said_above_the_queue(app, own_world):
    at = named(app(own_world, "developments", view="review"), "Ann\u202e").run()
    first = next(button for button in at.button if str(button.key).startswith("verdict_"))
    at = first.click().run()
    assert any("name of the person" in warning.value for warning in at.warning)
    assert not corrections(own_world) and not at.toast


def test_the_next_ten_and_back(app, own_world):
    at = app(own_world, "developments", view="review")
    first = {str(button.key) for button in at.button if str(button.key).startswith("verdict_")}
    at = next(button for button in at.button if button.label == "Skip these").click().run()
    second = {str(button.key) for button in at.button if str(button.key).startswith("verdict_")}
    assert len(second) == 10 and not first & second
    at = next(button for button in at.button if button.label == "Back to the first").click().run()
    assert {str(button.key) for button in at.button if str(button.key).startswith("verdict_")} == first


def test_no_desk_means_nothing_said(monkeypatch, tmp_path):
    monkeypatch.setenv("SEXTANT_DATA", str(tmp_path))
    assert corrected.said().every == [] and not (tmp_path / "desk.sqlite").exists()


@pytest.mark.browser
@pytest.mark.skipif(not serving.CHROMIUM, reason="Chromium is not installed")
def test_a_reader_corrects_in_the_browser(own_world):
    with serving.server(own_world) as address, serving.browser() as started:
        page, foreign = serving.opened(started, f"{address}/developments?q=sandbox")
        page.get_by_role("button", name="Correct").first.click()
        form = page.locator("[role=dialog]")
        form.get_by_label("Your name").fill("Ann")
        form.get_by_role("combobox").first.click()
        page.keyboard.type("Research")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        form.get_by_role("button", name="Save").click()
        form.wait_for(state="detached")
        serving.settle(page)
        assert "Research" in page.inner_text("[data-testid=stMain]") and "q=sandbox" in page.url
        (kept,) = corrections(own_world)
        assert kept.by == "Ann" and kept.value == f"{kept.was},research"
        page.get_by_role("button", name="Correct").first.click()
        form.wait_for()
        page.keyboard.press("Escape")
        form.wait_for(state="detached")
        serving.settle(page)
        assert page.locator("[role=dialog]").count() == 0 and foreign == []
