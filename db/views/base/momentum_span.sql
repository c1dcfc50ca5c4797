-- one row per window: the 30 or 90 days up to an end, and as many days before
create or replace view core.momentum_span as
with newest as (
    select max(d.published_at) as until
    from core.development d
    where d.published_at <= coalesce((select max(data_as_of) from core.snapshot), d.published_at)
),
lengths as (
    select 30 as window_days, back::integer as back from range(13) r(back)
    union all
    select 90, 0
)
select
    l.window_days, l.back, n.until - to_days(7 * l.back) as ends_at,
    n.until - to_days(7 * l.back + l.window_days) as starts_at,
    n.until - to_days(7 * l.back + 2 * l.window_days) as before_at
from lengths l
cross join newest n;
comment on view core.momentum_span is 'one row per window: the 30 or 90 days up to an end, and as many days before';
comment on column core.momentum_span.window_days is 'its length in days';
comment on column core.momentum_span.back is 'how many weeks before the newest development it ends';
comment on column core.momentum_span.ends_at is 'UTC end: the newest development, or a week or more before it; null where there is none';
comment on column core.momentum_span.starts_at is 'UTC start, exclusive; the end of the window before';
comment on column core.momentum_span.before_at is 'UTC start of the window before, exclusive';
