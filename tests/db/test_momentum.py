"""What momentum counts: voices rather than noise, only what can be compared, and nothing where nothing is known."""

from __future__ import annotations

import pytest

from db.store import Store
from tests.market import LONG_AGO, NOW, Market, voices


def test_counts_and_formula_by_hand(market):
    voices(market, 4)
    for number, (now, before) in enumerate([(3, 1), (2, 2), (2, 1), (1, 0)]):
        market.many(f"s{number}", now, themes=["agents"])
        market.many(f"s{number}", before, first=31, themes=["agents"])
    market.told()
    found = market.ask("agents", "title", "mentions", "mentions_prev", "developments", "developments_prev", "sources",
                       "sources_prev", "momentum", "is_new", "window_days", "window_ends", "compared_sources")  # fmt: skip
    assert found == ("Agents and their runtime", 8, 4, 8, 4, 4, 3, round(13 / 9, 2), False, 30, NOW, 5)
    assert market.store.con.execute("select theme from themes where momentum is not null").fetchall() == [
        ("agents",)
    ]


def test_the_windows_are_thirty_days_each_and_end_with_the_newest_development(market):
    voices(market, 1)
    for days in (29.9, 30.1, 59.9, 60.1):
        market.say("s0", days, themes=["agents"])
    assert market.told().ask("agents", "developments", "developments_prev") == (1, 2)


def test_a_name_repeated_500_times_counts_once(market):
    voices(market, 2)
    market.say("s0", 1, themes=["agents"], companies=["openai"], runtimes=["codex"], times=500)
    market.say("s1", 40, themes=["agents"], companies=["openai"], runtimes=["codex"])
    market.told()
    for kind, subject in (("theme", "agents"), ("company", "openai"), ("runtime", "codex")):
        assert market.ask(subject, "mentions", "developments", "momentum", kind=kind) == (1, 1, 1.0)


def test_a_loud_source_counts_for_a_third_at_most(market):
    voices(market, 5)
    for number, said in enumerate((50, 10, 10, 10, 2)):
        market.many(f"s{number}", said, first=0.5 if number else 0.1, themes=["agents"])
    # 16 of 48: half of the 32 that the others say.
    assert market.told().ask("agents", "mentions", "developments", "sources") == (48, 82, 5)


def test_a_lone_loud_source_counts_for_three(market):
    voices(market, 1)
    market.many("s0", 50, first=0.1, themes=["agents"])
    assert market.told().ask("agents", "mentions", "developments", "sources", "momentum") == (3, 50, 1, 1.6)


def capped(said):
    """The largest cap that leaves no voice above a third, found by trying; three at least."""
    fitting = [cap for cap in range(1, max(said) + 1) if 3 * cap <= sum(min(cap, one) for one in said)]
    cap = max([3, *fitting])
    return sum(min(cap, one) for one in said)


@pytest.mark.parametrize("seed", range(2))
def test_the_cap_is_the_largest_that_keeps_to_a_third(market, seed):
    themes = [
        row[0] for row in market.store.con.execute("select theme from core.theme order by theme").fetchall()
    ]
    voices(market, 7)
    said = {
        theme: [
            (seed * 31 + place * 17 + number * number * 5) % (3 + 7 * number)
            for number in range(7 - place % 5)
        ]
        for place, theme in enumerate(themes)
    }
    for theme, counts in said.items():
        for number, count in enumerate(counts):
            market.many(f"s{number}", count, first=0.1, themes=[theme])
    market.told()
    for theme, counts in said.items():
        assert (market.ask(theme, "mentions") or (0,))[0] == (capped(counts) if any(counts) else 0), counts


def test_release_notes_count_once_a_source_and_week(market):
    market.source("log", "v0", kind="changelog")
    market.source("tags", "v1", url="https://code.example/v1/tool/releases.atom")
    for source in ("log", "tags"):
        for hour in range(40):  # a Monday to Wednesday, then one more a week before
            market.say(source, 2 + hour / 24, themes=["devtools"])
        market.say(source, 9, themes=["devtools"])
    assert market.told().ask("devtools", "mentions", "developments", "sources") == (4, 82, 2)


def test_a_story_that_one_vendor_lists_five_times_is_one_mention(market):
    for number in range(5):
        market.source(f"list-{number}", "v0")
        market.say(f"list-{number}", 3, themes=["models"], story="s-launch")
    market.source("press", "v1")
    market.say("press", 2, themes=["models"], story="s-launch")
    assert market.told().ask("models", "mentions", "developments", "sources") == (2, 6, 2)


def test_one_to_three_does_not_outrank_forty_to_sixty(market):
    voices(market, 10)
    for number in range(10):
        market.many(f"s{number}", 6, themes=["agents"])
        market.many(f"s{number}", 4, first=31, themes=["agents"])
    for number in range(3):
        market.say(f"s{number}", 1, themes=["policy"])
    market.say("s0", 40, themes=["policy"])
    market.told()
    assert market.ask("agents", "mentions", "mentions_prev", "momentum") == (60, 40, 1.44)
    assert market.ask("policy", "mentions", "mentions_prev", "momentum") == (3, 1, 1.33)


@pytest.mark.parametrize(
    ("now", "earlier", "since", "is_new"),
    [
        (2, None, LONG_AGO, True),
        (1, None, LONG_AGO, False),  # one voice alone
        (2, 119, LONG_AGO, False),  # told of within the 90 days before
        (2, 121, LONG_AGO, True),
        (2, None, 70, False),  # the sources do not reach back far enough to know
    ],
)
def test_new_is_two_voices_after_ninety_days_of_silence(market, now, earlier, since, is_new):
    voices(market, 3, since)
    for number in range(now):
        market.say(f"s{number}", 3, themes=["society"])
    if earlier:
        market.say("s2", earlier, themes=["society"])
    market.told()
    assert market.ask("society", "is_new") == (is_new,)
    assert market.ask("society", "mentions_prev") == (0,)


def test_a_source_that_started_later_is_no_boom(market):
    voices(market, 1)
    market.say("s0", 3, themes=["agents"])
    market.say("s0", 40, themes=["agents"])
    for number in range(6):
        market.source(f"late-{number}", f"w{number}", since=25)
        market.many(f"late-{number}", 8, themes=["agents", "pricing"])
    market.told()
    assert market.ask("agents", "mentions", "mentions_prev", "developments", "momentum") == (1, 1, 49, 1.0)
    assert market.ask("pricing", "mentions", "developments", "sources", "momentum", "is_new") == (
        0,
        48,
        0,
        None,
        False,
    )


def test_a_window_that_nobody_watched_is_unknown(tmp_path):
    store = Store.open(tmp_path)
    market = Market(store)
    market.rows["development"].clear()  # the clock began today as well
    market.source("s0", "v0", since=20)
    market.many("s0", 5, themes=["agents"])
    market.told()
    assert market.ask("agents", "mentions", "mentions_prev", "developments", "developments_prev", "sources", "momentum",
                      "compared_sources") == (None, None, 5, None, None, None, 0)  # fmt: skip
    themes = "select distinct developments_prev_30d, momentum, sources_30d from themes"
    assert store.con.execute(themes).fetchall() == [(None, None, None)]
    store.close()


def test_silence_of_what_can_no_longer_speak_is_no_fall(market):
    voices(market, 1)
    market.say("s0", 3, themes=["agents"])
    market.say("s0", 40, themes=["agents"])
    market.source("file", "v1", url=None)  # a bundled file that ends before the window
    market.source("dead", "v2", answered=20)
    for source in ("file", "dead"):
        market.many(source, 9, first=31, themes=["agents"])
    market.told()
    found = market.ask("agents", "mentions", "mentions_prev", "developments_prev", "momentum")
    assert found == (1, 1, 19, 1.0)


def test_a_source_that_is_rarely_due_is_not_taken_for_dead(market):
    market.source("monthly", "v1", answered=20, cadence=30 * 86400)
    market.say("monthly", 40, themes=["agents"])
    assert market.told().ask("agents", "mentions", "mentions_prev") == (0, 1)


def test_silence_of_what_was_read_all_the_time_is_a_fall(market):
    voices(market, 2)
    market.source("file", "v9", url=None, read=300)
    for source in ("s0", "s1", "file"):
        market.many(source, 3, first=31, themes=["agents"])
    assert market.told().ask("agents", "mentions", "mentions_prev", "momentum") == (0, 9, 0.36)


def test_a_company_is_told_of_by_others_and_by_itself_as_one_voice(market):
    market.source("own", "openai")
    market.source("own-two", "openai")
    market.source("press", "v1")
    market.say("own", 2, companies=["openai"])  # names itself: still one development
    market.say("own-two", 3)
    market.say("press", 4, companies=["openai", "anthropic"], times=3)
    market.told()
    assert market.ask("openai", "mentions", "developments", "sources", "title", kind="company") == (
        3,
        3,
        2,
        "OpenAI",
    )
    assert market.ask("anthropic", "mentions", "sources", kind="company") == (1, 1)
    assert market.ask("clock", "mentions", kind="company") is None  # no company of ours


def test_companies_within_a_theme_are_compared_before_any_cap(market):
    market.source("own", "openai")
    market.source("press", "v1")
    market.many("own", 9, themes=["agents"])
    market.say("press", 2, themes=["agents"], companies=["anthropic"])
    market.say("press", 2, themes=["pricing"], companies=["anthropic"])
    market.told()
    listed = market.store.con.execute("""select theme, subject, uncapped, uncapped_prev, mentions, place_loud, charted
        from page.momentum_list where subject_kind = 'company in theme' and window_days = 30 order by all""").fetchall()
    assert listed == [
        ("agents", "anthropic", 1, 0, 1, 2, True), ("agents", "openai", 9, 0, 3, 1, True),
        ("pricing", "anthropic", 1, 0, 1, 1, True),
    ]  # fmt: skip
