-- one row per theme of themes.toml
create or replace view themes as
select
    h.theme, h.title, h.question, coalesce(w.developments_30d, 0) as developments_30d,
    case when w.developments_prev_30d > 0
        then round(w.developments_30d / w.developments_prev_30d::double, 2) end as momentum,
    coalesce(w.developments_prev_30d, 0) as developments_prev_30d, coalesce(w.sources_30d, 0) as sources_30d, h.ordinal
from core.theme h
left join core.theme_window w using (theme);
comment on view themes is 'one row per theme of themes.toml';
comment on column themes.theme is 'theme id, never renamed';
comment on column themes.title is 'name on screens';
comment on column themes.question is 'the question that the theme answers';
comment on column themes.developments_30d is 'developments in the 30 days up to the newest one';
comment on column themes.momentum is 'those, divided by the 30 days before; null where there were none before';
comment on column themes.developments_prev_30d is 'developments in the 30 days before';
comment on column themes.sources_30d is 'sources that carried it in the window';
comment on column themes.ordinal is 'order on screens';
