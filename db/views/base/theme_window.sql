-- one row per theme: developments in the last 30 days before the newest observation and in the 30 days before those
create or replace view core.theme_window as
select
    t.theme,
    count(*) filter (d.published_at > e.newest - interval 30 day) as developments_30d,
    count(*) filter (d.published_at <= e.newest - interval 30 day) as developments_prev_30d,
    count(distinct d.source_id) filter (d.published_at > e.newest - interval 30 day) as sources_30d
from core.tag t
join core.development d using (development_id)
cross join (select max(published_at) as newest from core.development) e
where t.shown and d.published_at > e.newest - interval 60 day
group by t.theme;
comment on view core.theme_window is 'one row per theme: developments in the last 30 days before the newest observation and in the 30 days before those';
comment on column core.theme_window.theme is 'theme id';
comment on column core.theme_window.developments_30d is 'shown developments in the window';
comment on column core.theme_window.developments_prev_30d is 'shown developments in the window before';
comment on column core.theme_window.sources_30d is 'independent sources in the window';
