-- one row per stretch of seven days, the newest 26, counted back from the newest data
create or replace view page.week_counts as
with edge as (select until from page.as_of),
weeks as (
    select until - to_days(7 * back::integer) as ends_at, until - to_days(7 * back::integer + 7) as starts_at
    from edge, range(26) r(back)
),
events as (
    select 'development' as what, development_id as who, published_at as at from core.development
    union all
    select 'price', ai_model_id, moved_at from page.price_moves where tier = 'standard' and followed
    union all
    select 'runtime', development_id, d.published_at from core.runtime_move join core.development d using (development_id)
)
select
    w.starts_at, w.ends_at,
    count(distinct e.who) filter (e.what = 'development') as developments,
    count(distinct e.who) filter (e.what = 'price') as price_moves,
    count(distinct e.who) filter (e.what = 'runtime') as runtime_moves
from weeks w
left join events e on e.at > w.starts_at and e.at <= w.ends_at
group by w.starts_at, w.ends_at;
comment on view page.week_counts is 'one row per stretch of seven days, the newest 26, counted back from the newest data';
comment on column page.week_counts.starts_at is 'UTC start, exclusive';
comment on column page.week_counts.ends_at is 'UTC end';
comment on column page.week_counts.developments is 'developments published in it';
comment on column page.week_counts.price_moves is 'AI models whose standard price moved';
comment on column page.week_counts.runtime_moves is 'developments that moved a runtime';
