"""The views over momentum: they follow readers, agree with each other, and stay fast."""

from __future__ import annotations

import time
from datetime import timedelta

from db.store import Store
from ingest.vocabulary import copy_vocabularies
from tests.market import NOW, voices


def test_what_a_reader_took_away_is_not_counted(market):
    voices(market, 2)
    wrong = market.say("s0", 2, themes=["agents"])
    market.say("s1", 2, themes=["agents"])
    market.told()
    market.store.insert("correction", [{
        "ordinal": 1, "development_id": wrong, "field": "themes", "value": "policy", "was": "agents", "corrected_at": NOW,
        "editor": "Ada", "standing": True,
    }])  # fmt: skip
    assert market.ask("agents", "mentions", "developments") == (1, 1)
    assert market.ask("policy", "mentions", "developments") == (1, 1)


def test_the_themes_view_says_the_same(market):
    voices(market, 3)
    for number in range(3):
        market.say(f"s{number}", 2, themes=["agents"])
    market.told()
    rows = market.store.con.execute(
        "select theme, developments_30d, momentum, developments_prev_30d, sources_30d, is_new from themes"
    ).fetchall()
    assert len(rows) == 14
    assert ("agents", 3, 1.6, 0, 3, True) in rows
    assert ("policy", 0, None, 0, 0, False) in rows


def test_nothing_read_yet_is_nothing_said(tmp_path):
    store = Store.open(tmp_path)
    copy_vocabularies(store)
    for view in ("momentum", "page.momentum_list", "page.momentum_weeks", "page.momentum_behind"):
        assert store.con.execute(f"select count(*) from {view}").fetchone() == (0,), view
    assert store.con.execute("select distinct developments_30d, momentum, is_new from themes").fetchall() == [
        (0, None, False)
    ]
    store.close()


def test_weeks_end_where_momentum_stands_and_lists_hold_what_was_counted(market):
    voices(market, 4)
    for number in range(4):
        for week in range(16):
            market.say(f"s{number}", 2 + 7 * week + number / 10, themes=["agents"], companies=["openai"])
    market.told()
    con = market.store.con
    weeks = con.execute(
        "select ends_at, mentions, momentum from page.momentum_weeks where subject = 'agents' order by ends_at"
    ).fetchall()
    assert [end for end, *_ in weeks] == [NOW - timedelta(days=7 * back) for back in range(12, -1, -1)]
    assert weeks[-1][1:] == market.ask("agents", "mentions", "momentum")
    for kind, subject in (("theme", "agents"), ("company", "openai")):
        behind = con.execute(
            "select count(*) filter (in_window), count(*) filter (not in_window), count(*) - count(distinct development_id)"
            " from page.momentum_behind where window_days = 30 and subject_kind = ? and subject = ?",
            [kind, subject],
        ).fetchone()
        assert behind == (*market.ask(subject, "developments", "developments_prev", kind=kind), 0)


def test_each_subject_is_there_once(market):
    voices(market, 3)
    for number in range(3):
        market.say(
            f"s{number}",
            2,
            themes=["agents", "pricing"],
            companies=["openai", "meta"],
            runtimes=["codex"],
            times=2,
        )
        market.say(f"s{number}", 40, themes=["agents"], companies=["openai"])
    market.told()
    for view, key in (
        ("momentum", "subject_kind, subject"),
        ("page.momentum_list", "window_days, subject_kind, theme, subject"),
        ("page.momentum_weeks", "subject_kind, subject, ends_at"),
        ("page.momentum_behind", "window_days, subject_kind, theme, subject, development_id"),
    ):
        twice = f"select count(*) - count(distinct ({key})) from {view}"
        assert market.store.con.execute(twice).fetchone() == (0,), view


def test_two_hundred_thousand_developments_take_less_than_a_second(tmp_path):
    store = Store.open(tmp_path)
    copy_vocabularies(store)
    con = store.con
    con.execute("""insert into core.source
        select 's' || i, 'v' || (i % 40), if(i % 6 = 0, 'changelog', 'feed'), 'S', 'https://x/' || i, 3600, 'l', true, 'o'
        from range(60) r(i)""")
    con.execute("""insert into core.development by name
        select 'd' || i as development_id, 's' || (hash(i) % 60) as source_id, 'v' || (hash(i) % 40) as vendor,
            'feed' as kind, 't' as title, timestamptz '2026-04-24' - to_seconds((i * 220)::bigint) as published_at,
            published_at as observed_at, 'vendor' as dated_by, 'x' as document_id
        from range(200000) r(i)""")
    con.execute("""insert into core.tag
        select 'd' || i, t.theme, .9, true, 'model', 'w'
        from range(200000) r(i) join core.theme t on t.ordinal in (1 + hash(i) % 14, 1 + hash(i * 3) % 14)""")
    con.execute("""insert into core.mention
        select 'd' || i, if(k = 2, 'r', 'v') || (hash(i * 5 + k) % 60), if(k = 2, 'runtime', 'company'), 'v', k, k + 1
        from range(200000) r(i), range(3) q(k)""")
    con.execute("insert into core.story_development select 's' || (i // 2), 'd' || i from range(200000) r(i)")
    con.execute("set threads = 2")
    taken = []
    for _ in range(4):
        began = time.process_time()
        found = con.execute("select subject_kind, momentum from momentum").fetchall()
        taken.append(time.process_time() - began)
    assert {kind for kind, _ in found} == {"theme", "company", "runtime"}
    assert min(taken) < 1.0
    store.close()
