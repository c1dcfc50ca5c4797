-- one row per window, subject and development that tells of it in the window or the one before
create or replace view page.momentum_behind as
select
    w.window_days, v.subject_kind, v.theme, v.subject, v.development_id, v.published_at, v.voice,
    v.published_at > w.starts_at as in_window
from core.momentum_span w
join core.mention_voice v on v.published_at <= w.ends_at and v.published_at > w.before_at
where w.back = 0;
comment on view page.momentum_behind is 'one row per window, subject and development that tells of it in the window or the one before';
comment on column page.momentum_behind.window_days is 'length of the window in days: 30 or 90';
comment on column page.momentum_behind.subject_kind is 'theme, company, runtime, or company in theme';
comment on column page.momentum_behind.theme is 'the theme that a company in theme is counted within, else null';
comment on column page.momentum_behind.subject is 'id of the theme, company or runtime';
comment on column page.momentum_behind.development_id is 'the development';
comment on column page.momentum_behind.published_at is 'UTC; its date';
comment on column page.momentum_behind.voice is 'vendor of the source that told it';
comment on column page.momentum_behind.in_window is 'true in the window, false in the one before';
