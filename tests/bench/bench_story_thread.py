"""How long a story takes to open among 200,000 developments and as many passages, and how fast names are read in talk.

Run `python tests/bench/bench_story_thread.py [COUNT]`; asks as the page does, of the published snapshot.
"""

from __future__ import annotations

import hashlib
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db.publish import publish  # noqa: E402
from db.reader import open_reader  # noqa: E402
from db.store import Store  # noqa: E402
from ingest.spoken import mention_pending  # noqa: E402
from tests import world  # noqa: E402

PRICES = 20_000  # twice what the catalogues of today hold
MADE = """
insert into core.development by name
select
    md5('d' || i) as development_id, 'alpha-news' as source_id, ['openai', 'press', 'anthropic', 'google'][1 + i % 4] as vendor,
    ['feed', 'feed', 'changelog', 'podcast'][1 + (i // 7) % 4] as kind, 'Number ' || i || ' tells of GPT-5 mini and more' as title,
    repeat('Words of number ' || i || '. ', 40) as body, 'https://a.example/' || i as url, told_at as published_at,
    'vendor' as dated_by, told_at as observed_at, md5('w' || i) as document_id
from (select i, timestamptz '2023-01-01' + to_seconds(i * 500) as told_at from range({count}) r(i));
insert into core.story_development select md5('s' || (i // 2 * 2)), md5('d' || i) from range({count}) r(i);
insert into core.story select md5('s' || i), 'Number ' || i, null, md5('d' || i), .8 from range(0, {count}, 2) r(i);
insert into core.mention
select
    md5('d' || i),
    [
        'openai', ['openai/gpt-5-mini', 'anthropic/claude-opus-4.' || (i // 5000), 'openai/gpt-5.' || (i // 5000)][1 + i // 2 % 3],
        ['chatgpt', 'claude-code', 'nemoclaw', 'mcp'][1 + i % 4], 'microsoft', 'google'
    ][k], ['company', 'ai_model', 'product', 'company', 'company'][k], 'x', 12 * k - 12, 12 * k - 7
from range({count}) r(i), range(1, 6) q(k);
insert into core.passage
select
    md5('p' || i), 'talk', md5('e' || (i // 80)), 'Episode ' || (i // 80),
    timestamptz '2023-01-01' + to_seconds((i // 80) * 40000), i % 80, null, (i % 80) * 27.0, (i % 80) * 27.0 + 27,
    repeat('Words of passage ' || i || '. ', 25)
from range({count}) r(i);
insert into core.passage_mention
select
    md5('p' || i),
    case k
        when 0 then ['openai/gpt-5-mini', 'anthropic/claude-opus-4.' || (i // 5000), 'openai/gpt-5.' || (i // 5000)][1 + i % 3]
        else ['openai', 'chatgpt', 'claude-code', 'mcp'][1 + (i // 3) % 4]
    end, case k when 0 then 'ai_model' else 'product' end, 'x', 0, 1
from range({count}) r(i), range(2) q(k);
insert into core.price_point by name
select
    md5('x' || i) as price_id, 'k' || (i // 10) as price_key, 'catalogue' as source_id, md5('list') as document_id, 'openai' as vendor,
    'gpt-5.' || (i // 2000) as ai_model, ['input', 'output'][1 + (i // 10) % 2] as unit, 'standard' as tier, 'USD' as currency,
    1 + (i % 10) / 10 as amount, '1M tokens' as per, 1 + (i % 10) / 10 as usd_per_mtok,
    timestamptz '2023-02-01' + to_seconds(i * 2000) as observed_at, 'accepted' as status
from range({prices}) r(i);
insert into core.ai_model_name by name
select 'openai' as vendor, 'gpt-5.' || i as ai_model, 'openai/gpt-5.' || i as ai_model_id from range(40) r(i);
insert into core.ai_model by name
select 'openai/gpt-5.' || i as ai_model_id, 'openai' as vendor, 'gpt-5.' || i as name from range(40) r(i);
"""
TALK = """
insert into core.passage by name
select
    md5('t' || i) as passage_id, 'talk' as source_id, md5('talk') as document_id, i as ordinal,
    'So number ' || i || ' of us ran Claude Opus 4.6 against GPT-5.4 mini in Nemo CL. ' || repeat('And then we spoke of other things. ', 12) as text
from range({count}) r(i)
"""


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store.open(Path(folder))
        world.fill(store)
        store.con.execute(TALK.format(count=5000))
        started = time.perf_counter()
        done = mention_pending(store)
        print(
            f"names in talk: {done / (time.perf_counter() - started):,.0f} passages/s, start of the child included"
        )
        started = time.perf_counter()
        mention_pending(store)
        print(f"nothing to read: {1000 * (time.perf_counter() - started):.0f} ms")
        store.con.execute(MADE.format(count=count, prices=PRICES))
        publish(store, world.NOW)
        store.close()
        _ask(Path(folder), count)


def _ask(data: Path, count: int) -> None:
    reader = open_reader(data)
    assert reader is not None
    times, lanes = [], set()
    for place in range(1, 25):
        story = hashlib.md5(f"s{place * (count // 25) // 2 * 2 + 2 * (place % 3)}".encode()).hexdigest()
        started = time.perf_counter()
        rows = reader.view(
            "page.story_thread", where={"story_id": story}, order="happened_at, starts_s nulls last", limit=60
        )
        times.append(time.perf_counter() - started)
        lanes |= set(rows["what"])
    reader.close()
    print(
        f"{count:,} developments, {count:,} passages, {PRICES:,} prices: first {times[0]:.2f} s, median {median(times):.2f} s, "
        f"slowest of the others {max(times[1:]):.2f} s; lanes seen: {', '.join(sorted(lanes))}"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
