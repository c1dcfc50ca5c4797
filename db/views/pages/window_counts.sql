-- one row per length of window, counted back from the newest data, beside the window before it
create or replace view page.window_counts as
with edge as (select until from page.as_of),
windows as (
    select days, until, until - to_days(days) as since, until - to_days(2 * days) as prev_since
    from edge, (values (7), (30), (90)) w(days)
),
events as (
    select 'development' as what, development_id as who, published_at as at from core.development
    union all
    select 'price', ai_model_id, moved_at from page.price_moves where tier = 'standard' and followed
    union all
    select 'runtime', development_id, d.published_at from core.runtime_move join core.development d using (development_id)
)
select
    w.days, w.since, w.until,
    count(distinct e.who) filter (e.what = 'development' and e.at > w.since) as developments,
    count(distinct e.who) filter (e.what = 'development' and e.at <= w.since) as developments_prev,
    count(distinct e.who) filter (e.what = 'price' and e.at > w.since) as price_moves,
    count(distinct e.who) filter (e.what = 'price' and e.at <= w.since) as price_moves_prev,
    count(distinct e.who) filter (e.what = 'runtime' and e.at > w.since) as runtime_moves,
    count(distinct e.who) filter (e.what = 'runtime' and e.at <= w.since) as runtime_moves_prev
from windows w
left join events e on e.at > w.prev_since and e.at <= w.until
group by w.days, w.since, w.until;
comment on view page.window_counts is 'one row per length of window, counted back from the newest data, beside the window before it';
comment on column page.window_counts.days is 'length in days';
comment on column page.window_counts.since is 'UTC start, exclusive';
comment on column page.window_counts.until is 'UTC end: the newest data';
comment on column page.window_counts.developments is 'developments published in it';
comment on column page.window_counts.developments_prev is 'the same in the window before';
comment on column page.window_counts.price_moves is 'AI models whose standard price changed, or that stepped away from their predecessor''s';
comment on column page.window_counts.price_moves_prev is 'the same in the window before';
comment on column page.window_counts.runtime_moves is 'developments that moved a runtime';
comment on column page.window_counts.runtime_moves_prev is 'the same in the window before';
