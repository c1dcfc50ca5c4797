"""One story on its axis: who was first, a dot a teller and day, and figures that say how much is left out."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.parts import frame, story_axis, story_figure, story_first


def telling(who, day, what="post", hour=9, title="GPT"):
    at = pd.Timestamp(2026, 3, day, hour, tz="UTC")
    return {"happened_at": at, "what": what, "who": who, "source_title": f"{who} news", "title": title, "url": None}


def thread(*rows):
    return pd.DataFrame(list(rows))


def test_who_told_it_on_the_first_day_does_not_follow_later():
    rows = thread(telling("Windsurf", 5, hour=0), telling("OpenAI", 5), telling("OpenAI", 9))
    assert story_first.sentence(rows) == "OpenAI and Windsurf told it on the same day, 5 Mar 2026"


def test_a_price_is_dated_by_the_list_that_has_it():
    rows = thread(telling("OpenAI", 5), telling("OpenAI", 26, "price"))
    assert story_first.sentence(rows).endswith("; a price listed 21 days later")


def test_one_dot_stands_for_all_that_one_teller_told_on_a_day():
    rows = thread(telling("A", 5), telling("A", 5, title="Two"), telling("A", 5, "release"), telling("A", 6))
    dots = story_figure.dots(rows)
    assert [(dot.what, dot.label()) for dot in dots] == [("post", "A ×2"), ("release", "A"), ("post", "A")]
    assert dots[0].hover() == "GPT and 1 more"


@pytest.mark.parametrize(
    ("hour", "first"),
    [(0, {"Windsurf", "OpenAI"}), (8, {"Windsurf"})],
)
def test_the_first_colour_is_for_who_was_first_or_may_have_been(hour, first):
    rows = thread(telling("Windsurf", 5, hour=hour), telling("OpenAI", 5), telling("OpenAI", 9), telling("OpenAI", 5, "price"))
    assert {dot.name for dot in story_figure.dots(rows) if dot.first} == first
    chart = story_figure.figure(rows, dark=False)
    assert len(chart.data[0].x) == len(first) and chart.data[0].marker.color is None


def test_hostile_names_stay_letters_in_the_figure():
    chart = story_figure.figure(thread(telling("<b>x</b>", 5), telling("Azure", 6, title="<i>")), dark=True)
    assert "<b>" not in "".join(chart.data[0].text) and "<i>" not in "".join(chart.data[1].customdata)


def test_what_is_too_much_to_draw_is_counted(monkeypatch):
    rows = thread(*[telling("A", 5) for _ in range(story_axis.MOST)])
    monkeypatch.setattr(frame, "reader", lambda: type("Old", (), {"has": lambda self, name: True})())
    monkeypatch.setattr(frame, "count", lambda view, **asked: 112)
    more = story_axis._more("s", rows)
    assert story_axis._counted(rows, more) == "The first 60 of 112 tellings from 1 source · until 5 Mar 2026"
    assert story_axis._counted(rows[:1], 0) == "1 telling from 1 source · until 5 Mar 2026"


def test_a_story_of_one_dot_is_told_without_a_chart(app, world_data, monkeypatch):
    at = app(world_data, "developments", story="s-runtime")
    assert at.get("plotly_chart") and "what else was told of it" in at.markdown[0].value
    assert any(caption.value.endswith("one dot a teller and day") for caption in at.caption)
    monkeypatch.setattr(story_figure, "dots", lambda thread: [None])
    at = app(world_data, "developments", story="s-runtime")
    assert not at.exception and not at.get("plotly_chart")
    assert "beta said it first" in at.header[0].value
    assert any(caption.value == "2 tellings from 2 sources · until 23 Apr 2026" for caption in at.caption)


def test_an_unknown_story_shows_all_with_the_switch_between_views(app, world_data):
    at = app(world_data, "developments", story="nonsense")
    assert "asks for a story “nonsense”" in at.warning[1].value
    assert at.segmented_control(key="view").value == "Items"
