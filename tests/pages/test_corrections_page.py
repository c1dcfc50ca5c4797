"""A reader corrects a development, sees it at once, takes it back; reviews the least certain; sees how good the tags are."""

from __future__ import annotations

import json
from datetime import timedelta

import duckdb
import pandas as pd
import pytest

from db.desk import run_requested
from db.desk_corrections import correct, corrections, standing
from db.publish import publish
from db.store import Store
from pages.parts import corrected, how_good, story_figure, story_first
from tests import world
from tests.pages import serving
from tests.pages.conftest import HOSTILE

PRICE, ECHO, RUNTIME, LOOK, NEWER = "dev-0000", "dev-0001", "dev-0002", "dev-0003", "dev-0004"
HEAD = {
    "fitted_on": 1500,
    "items": 200,
    "micro": {"f1": 0.76},
    "macro_f1": 0.72,
    "shown": {"precision": 0.93, "recall": 0.47},
    "ece": 0.008,
    "themes": {
        "agents": {"precision": 0.9, "recall": 0.8, "f1": 0.85, "support": 26},
        "pricing": {"precision": None, "recall": 0.0, "f1": 0.0, "support": 3},
        "no-theme-of-ours": {"f1": 0.5, "support": 1},
    },
    "business_events": {"precision": 1.0},
    "measured_on": "2026-04-20",
}


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


def with_head(folder, head):
    store = Store.open(folder)
    world.fill(store)
    publish(store, world.NOW, embedder="world", head=head)
    store.close()
    return folder


def test_figures_of_the_head_are_told_with_size_and_date(app, tmp_path):
    at = app(with_head(tmp_path, json.dumps(HEAD)), "developments", view="review")
    words = said(at)
    assert "Measured on 200 labelled texts" in words and "learned from 1,500 others" in words
    assert "measured 20 Apr 2026" in words
    assert {metric.label: metric.value for metric in at.metric} == {
        "Shown tags right": "93%", "Right tags shown": "47%", "Confidence off by": "0.8 points",
        "Micro F1": "0.76", "Macro F1": "0.72", "Events right": "100%",
    }  # fmt: skip
    assert "Best in Agents and their runtime (0.85), weakest in Pricing (0.00)" in words


@pytest.mark.parametrize("head", [None, "", "no json", "[]", "{}", "17"])
def test_without_figures_that_is_said(app, tmp_path, head):
    at = app(with_head(tmp_path, head), "developments", view="review")
    assert not at.exception and "carries no figures" in said(at)


def test_unknown_figures_are_unknown():
    assert how_good.said(how_good.number({"ece": None}, "ece"), "points") == "unknown"
    assert how_good.number({"shown": "bad"}, "shown", "precision") is None
    assert "an unknown number of" in how_good.measured({}) and "measured unknown" in how_good.measured({})
    assert "and 3 corrections of readers" in how_good.measured({"fitted_on": 9, "corrections": 3})


def telling(who, day, what="post", hour=9, title="GPT"):
    at = pd.Timestamp(2026, 3, day, hour, tz="UTC")
    return {
        "happened_at": at,
        "what": what,
        "who": who,
        "source_title": f"{who} news",
        "title": title,
        "url": None,
    }


def thread(*rows):
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([telling("OpenAI", 5)], "OpenAI said it, on 5 Mar 2026; nobody else so far"),
        (
            [telling("OpenAI", 5), telling("Azure", 6), telling("Groq", 8), telling("Pod", 11, "talk")],
            "OpenAI said it first, on 5 Mar 2026; two others followed within 3 days; talk of it on Pod news 6 days later",
        ),
        (
            [telling("OpenAI", 5, "release"), telling("OpenAI", 7, "price")],
            "OpenAI released it, on 5 Mar 2026; nobody else so far; a price listed 2 days later",
        ),
        (
            [telling("OpenAI", 5, hour=0), telling("Azure", 5, hour=9)],
            "Azure and OpenAI told it on the same day, 5 Mar 2026",
        ),
        (
            [telling("OpenAI", 5, hour=8), telling("Azure", 5, hour=9)],
            "OpenAI said it first, on 5 Mar 2026; Azure followed the same day",
        ),
        (
            [telling("Pod", 4, "talk"), telling("OpenAI", 5)],
            "Pod news talked of it first, on 4 Mar 2026; OpenAI followed 1 day later",
        ),
    ],
)
def test_the_sentence_says_who_was_first(rows, words):
    assert story_first.sentence(thread(*rows)) == words


def test_the_axis_has_a_lane_a_kind_and_labels_that_do_not_touch():
    rows = [telling("OpenAI", 5), telling("OpenAI", 6), telling("Azure <b>", 6), telling("Pod", 11, "talk")]
    chart = story_figure.figure(thread(*rows), False)
    assert list(chart.layout.yaxis.ticktext) == ["Vendor's post", "Talk"]
    dots = [(x, y) for trace in chart.data for x, y in zip(trace.x, trace.y, strict=True)]
    assert len(dots) == 4 == len(set(dots))
    assert "<b>" not in "".join(chart.data[1].text)
    days = [moment.date() for moment in chart.layout.xaxis.tickvals]
    assert len(days) == len(set(days)) and days[0].day == 5


def test_an_axis_of_one_moment_marks_one_day():
    chart = story_figure.figure(thread(telling("OpenAI", 5), telling("Azure", 5)), True)
    assert len(chart.layout.xaxis.tickvals) == 1


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


TOLD = """
create or replace view page.story_thread as
select
    m.story_id, d.published_at as happened_at, case d.vendor when 'beta' then 'post' else 'press' end as what, d.title,
    d.body as said, d.vendor as who, d.source_id as source_title, d.url, d.document_id, d.observed_at, d.development_id,
    null::varchar as passage_id, null::double as starts_s
from core.story_development m join core.development d using (development_id)
union all
select
    's-runtime', timestamptz '2026-04-27 10:00:00+00', 'talk', 'Talk of the week', 'Words ' || n || ' of the <b>host</b>.',
    case when n > 1 then 'Ann Host' end, 'Practical talk', 'https://pod.example/1', repeat('e', 64),
    timestamptz '2026-04-27 10:00:00+00', null, 'p-' || n, 700.0 + 27 * n
from range(1, 3) as passages(n)
union all
select
    's-runtime', timestamptz '2026-04-25 10:00:00+00', 'price', 'Beta One: input $1.50', 'input $1.50 per 1M tokens', 'beta',
    'Price catalogue', 'javascript:alert(1)', repeat('e', 64), timestamptz '2026-04-25 10:00:00+00', null, null, null
"""


def test_talk_and_price_stand_on_the_axis_of_a_story(app, own_world):
    snapshot = next((own_world / "published").glob("snap-*.duckdb"))
    snapshot.chmod(0o600)
    with duckdb.connect(str(snapshot)) as con:
        con.execute(TOLD)
    at = app(own_world, "developments", story="s-runtime")
    assert not at.exception
    words = said(at)
    assert "beta said it first, on 22 Apr 2026; gamma followed 1 day later" in words
    assert "talk of it on Practical talk 5 days later; a price listed 3 days later" in words
    assert "Speaker unknown, 12:07: Words 1 of the <b>host</b>" in words
    assert "Ann Host, 12:34: Words 2" in words
    assert "Beta One: input $1.50" in words
    heads = [text.value for text in at.markdown if text.value.startswith("**")]
    assert len(heads) == 5 and not any("javascript" in head for head in heads)
    days = [text.value for text in at.markdown if text.value.startswith(":gray[")]
    assert days == [":gray[22 Apr 2026]", ":gray[23 Apr 2026]", ":gray[25 Apr 2026]", ":gray[27 Apr 2026]"]
    at.toggle(key="story_table").set_value(True).run()
    assert list(at.dataframe[0].value["What"]) == ["Vendor's post", "Told by others", "Price", "Talk", "Talk"]
