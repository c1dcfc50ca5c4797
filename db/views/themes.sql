-- one row per theme of themes.toml
create or replace view themes as
select
    h.theme, h.title, h.question, coalesce(m.developments, 0) as developments_30d, m.momentum,
    case when a.compared > 0 then coalesce(m.developments_prev, 0) end as developments_prev_30d,
    case when a.compared > 0 then coalesce(m.sources, 0) end as sources_30d, h.ordinal, coalesce(m.is_new, false) as is_new
from core.theme h
cross join (select count(*) as compared from core.momentum_watched where window_days = 30 and back = 0) a
left join (select * from momentum where subject_kind = 'theme') m on m.subject = h.theme;
comment on view themes is 'one row per theme of themes.toml';
comment on column themes.theme is 'theme id, never renamed';
comment on column themes.title is 'name on screens';
comment on column themes.question is 'the question that the theme answers';
comment on column themes.developments_30d is 'developments in the 30 days up to the newest one';
comment on column themes.momentum is 'as in the view momentum: above 1 more is said of it than in the 30 days before; null where there is nothing to compare';
comment on column themes.developments_prev_30d is 'developments in the 30 days before; null where no source reaches back';
comment on column themes.sources_30d is 'independent sources that carried it in the window; null where none reaches back';
comment on column themes.ordinal is 'order on screens';
comment on column themes.is_new is 'true where the theme is new, as in the view momentum';
-- It counted the windows before the view momentum did.
drop view if exists core.theme_window;
