-- one row per ISO week in which something was published, or first seen where undated
create or replace view page.week_list as
select
    strftime(published_at at time zone 'UTC', '%G-W%V') as week, date_trunc('week', published_at at time zone 'UTC')::date as starts_on,
    count(*) as developments, count(distinct source_id) as sources
from core.development
group by all;
comment on view page.week_list is 'one row per ISO week in which something was published, or first seen where undated';
comment on column page.week_list.week is 'ISO week, such as 2026-W17';
comment on column page.week_list.starts_on is 'its Monday';
comment on column page.week_list.developments is 'developments in it';
comment on column page.week_list.sources is 'sources that told them';
