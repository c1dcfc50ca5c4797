-- one row per ISO week from the first development to the newest
create or replace view page.week_list as
with edge as (
    select
        date_trunc('week', min(published_at) at time zone 'UTC')::date as first_monday,
        date_trunc('week', max(published_at) at time zone 'UTC')::date as last_monday
    from core.development
),
weeks as (
    select unnest(generate_series(first_monday::timestamp, last_monday::timestamp, interval 7 day))::date as starts_on
    from edge
),
told as (
    select
        date_trunc('week', published_at at time zone 'UTC')::date as starts_on, count(*) as developments,
        count(distinct source_id) as sources
    from core.development
    group by all
)
select
    strftime(w.starts_on, '%G-W%V') as week, w.starts_on, coalesce(t.developments, 0) as developments,
    coalesce(t.sources, 0) as sources
from weeks w
left join told t using (starts_on);
comment on view page.week_list is 'one row per ISO week from the first development to the newest';
comment on column page.week_list.week is 'ISO week, such as 2026-W17';
comment on column page.week_list.starts_on is 'its Monday';
comment on column page.week_list.developments is 'developments published in it, or first seen where undated';
comment on column page.week_list.sources is 'sources that told them';
