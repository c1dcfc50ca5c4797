-- one row per ISO week and source that was asked in it and gave nothing readable
create or replace view page.week_silence as
select
    strftime(f.attempted_at at time zone 'UTC', '%G-W%V') as week, f.source_id, any_value(s.title) as source_title,
    arg_max(f.sentence, f.run_id) as sentence, max(f.attempted_at) as last_attempt_at, max(f.last_good_at) as last_good_at,
    count(*) as attempts, any_value(s.url) as url
from core.fetch f
join core.source s using (source_id)
group by week, f.source_id
having bool_and(f.state in ('failing', 'suspicious'));
comment on view page.week_silence is 'one row per ISO week and source that was asked in it and gave nothing readable';
comment on column page.week_silence.week is 'ISO week, such as 2026-W17';
comment on column page.week_silence.source_id is 'the source';
comment on column page.week_silence.source_title is 'its name';
comment on column page.week_silence.sentence is 'what went wrong, in a sentence';
comment on column page.week_silence.last_attempt_at is 'UTC time of the last attempt in the week';
comment on column page.week_silence.last_good_at is 'UTC time of its newest readable answer, null where there never was one';
comment on column page.week_silence.attempts is 'attempts in the week';
comment on column page.week_silence.url is 'its address';
