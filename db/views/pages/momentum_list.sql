-- one row per window, kind of subject and subject: what is said of it now and before, and whether that is enough to chart
create or replace view page.momentum_list as
with named as (
    select
        w.*, coalesce(t.title, c.title, r.title, w.subject) as title, i.title as theme_title,
        coalesce(w.is_new or (w.mentions + w.mentions_prev >= 3 and greatest(w.sources, w.sources_prev) >= 2), false) as enough
    from core.mention_window w
    left join core.theme t on w.subject_kind = 'theme' and t.theme = w.subject
    left join core.company c on w.subject_kind in ('company', 'company in theme') and c.company = w.subject
    left join core.runtime r on w.subject_kind = 'runtime' and r.runtime = w.subject
    left join core.theme i on i.theme = w.theme
    where w.back = 0
),
placed as (
    select
        *, row_number() over (
            compared
            order by enough desc, case when enough then momentum end desc, mentions desc, mentions_prev desc, subject
        ) as place,
        row_number() over (compared order by enough desc, momentum, mentions_prev desc, subject) as place_falling,
        row_number() over (compared order by uncapped + uncapped_prev desc nulls last, developments desc, subject) as place_loud
    from named
    window compared as (partition by window_days, subject_kind, theme)
)
select
    window_days, window_ends, subject_kind, theme, theme_title, subject, title, mentions, mentions_prev, uncapped,
    uncapped_prev, sources, sources_prev, momentum, is_new, developments,
    developments_prev, compared_sources, published, published_prev, enough, place, place_falling,
    place_loud,
    case
        when theme is not null then place_loud <= 8 and uncapped + uncapped_prev > 0
        else enough and (place <= 8 or place_falling <= 4)
    end as charted
from placed;
comment on view page.momentum_list is 'one row per window, kind of subject and subject: what is said of it now and before, and whether that is enough to chart';
comment on column page.momentum_list.window_days is 'length of the window in days: 30 or 90';
comment on column page.momentum_list.window_ends is 'UTC end of the window: the newest development';
comment on column page.momentum_list.subject_kind is 'theme, company, runtime, or company in theme';
comment on column page.momentum_list.theme is 'the theme that a company in theme is counted within, else null';
comment on column page.momentum_list.theme_title is 'its title';
comment on column page.momentum_list.subject is 'id of the theme, company or runtime';
comment on column page.momentum_list.title is 'its name on screens';
comment on column page.momentum_list.mentions is 'mentions that count, in the window';
comment on column page.momentum_list.mentions_prev is 'the same in the window before';
comment on column page.momentum_list.uncapped is 'the same in the window before any voice is capped: how companies are compared within a theme';
comment on column page.momentum_list.uncapped_prev is 'the same in the window before it';
comment on column page.momentum_list.sources is 'independent sources in the window';
comment on column page.momentum_list.sources_prev is 'the same in the window before';
comment on column page.momentum_list.momentum is '(mentions + 5) / (mentions_prev + 5); null where there is nothing to compare';
comment on column page.momentum_list.is_new is 'true where it is told of after 90 days of silence';
comment on column page.momentum_list.developments is 'developments in the window, uncapped, of all sources';
comment on column page.momentum_list.developments_prev is 'the same in the window before';
comment on column page.momentum_list.compared_sources is 'sources that reach back over both windows';
comment on column page.momentum_list.published is 'developments of those sources in the window, whatever they tell of';
comment on column page.momentum_list.published_prev is 'the same in the window before';
comment on column page.momentum_list.enough is 'true for three mentions or more in both windows, by two sources in one of them';
comment on column page.momentum_list.place is '1 for the one that rises most, among those with enough';
comment on column page.momentum_list.place_falling is '1 for the one that falls most, among those with enough';
comment on column page.momentum_list.place_loud is '1 for the one with most mentions in both windows';
comment on column page.momentum_list.charted is 'true for the eight that rise most and the four that fall most; within a theme, for the eight loudest companies';
