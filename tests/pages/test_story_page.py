"""A story on its time axis: who was first, which lane each telling has, what its talk and prices say."""

from __future__ import annotations

import duckdb
import pandas as pd
import pytest

from pages.parts import story_figure, story_first

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


def said(at) -> str:
    parts = [*at.markdown, *at.caption, *at.text, *at.warning, *at.header, *at.metric, *at.toast]
    return "\n".join(str(part.value) for part in parts).replace("\\", "").replace("\u2060", "")


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
