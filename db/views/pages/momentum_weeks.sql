-- one row per kind of subject, subject and week, the newest thirteen: its momentum over the 30 days that end there
create or replace view page.momentum_weeks as
select subject_kind, subject, window_ends as ends_at, mentions, mentions_prev, sources, momentum, compared_sources
from core.mention_window
where window_days = 30 and subject_kind in ('theme', 'company', 'runtime');
comment on view page.momentum_weeks is 'one row per kind of subject, subject and week, the newest thirteen: its momentum over the 30 days that end there';
comment on column page.momentum_weeks.subject_kind is 'theme, company or runtime';
comment on column page.momentum_weeks.subject is 'id of the theme, company or runtime';
comment on column page.momentum_weeks.ends_at is 'UTC end of the 30 days';
comment on column page.momentum_weeks.mentions is 'mentions that count in these 30 days';
comment on column page.momentum_weeks.mentions_prev is 'the same in the 30 days before';
comment on column page.momentum_weeks.sources is 'independent sources in these 30 days';
comment on column page.momentum_weeks.momentum is '(mentions + 5) / (mentions_prev + 5); null where there is nothing to compare';
comment on column page.momentum_weeks.compared_sources is 'sources that reach back over both windows';
