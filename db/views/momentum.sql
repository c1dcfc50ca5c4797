-- one row per theme, company or runtime told of in the newest 60 days: how much more is said of it than in the 30 days before
create or replace view momentum as
select
    w.subject_kind, w.subject, coalesce(t.title, c.title, r.title, w.subject) as title, w.mentions, w.mentions_prev,
    w.developments, w.developments_prev, w.sources, w.sources_prev, w.momentum, w.is_new, w.window_days, w.window_ends,
    w.compared_sources
from core.mention_window w
left join core.theme t on w.subject_kind = 'theme' and t.theme = w.subject
left join core.company c on w.subject_kind = 'company' and c.company = w.subject
left join core.runtime r on w.subject_kind = 'runtime' and r.runtime = w.subject
where w.window_days = 30 and w.back = 0 and w.theme is null and w.subject_kind in ('theme', 'company', 'runtime');
comment on view momentum is 'one row per theme, company or runtime told of in the newest 60 days: how much more is said of it than in the 30 days before';
comment on column momentum.subject_kind is 'theme, company or runtime';
comment on column momentum.subject is 'id of the theme, company or runtime';
comment on column momentum.title is 'its name on screens';
comment on column momentum.mentions is 'mentions that count in the window: one a vendor and story, release notes once a source and week, no vendor above both a third of all and three; null where no source reaches back';
comment on column momentum.mentions_prev is 'the same in the window before';
comment on column momentum.developments is 'developments in the window, uncapped, of all sources';
comment on column momentum.developments_prev is 'the same in the window before; null where no source reaches back';
comment on column momentum.sources is 'independent sources in the window: two feeds of one vendor are one';
comment on column momentum.sources_prev is 'the same in the window before';
comment on column momentum.momentum is '(mentions + 5) / (mentions_prev + 5); null where there is nothing to compare';
comment on column momentum.is_new is 'true after 90 days of silence, once two independent sources tell of it that were watched all that time';
comment on column momentum.window_days is 'length of the window in days';
comment on column momentum.window_ends is 'UTC end of the window: the newest development';
comment on column momentum.compared_sources is 'sources that reach back over both windows, the only ones that mentions counts';
