-- one row per window and source that can be compared in it
create or replace view core.momentum_watched as
with reach as (
    select
        d.source_id, min(d.published_at) as first_at, max(d.published_at) as last_at, min(d.observed_at) as seen_at,
        any_value(s.url) as url, any_value(f.last_good_at) as answered_at,
        greatest(7 * 86400, 2 * coalesce(any_value(s.cadence_s), 0)) as patience_s
    from core.development d
    left join core.source s using (source_id)
    left join core.fetch_latest f using (source_id)
    group by d.source_id
)
-- It must reach back over both windows and have been heard of in the newer one: a file that stops before it, or an
-- address that missed two looks and a week, says nothing about what happened since.
select w.window_days, w.back, r.source_id, r.first_at <= w.starts_at - interval 90 day as known_long
from core.momentum_span w
join reach r on r.first_at <= w.before_at
where (r.url is not null or r.seen_at <= w.before_at or r.last_at > w.starts_at)
    and coalesce(r.answered_at >= w.ends_at - to_seconds(r.patience_s), true);
comment on view core.momentum_watched is 'one row per window and source that can be compared in it';
comment on column core.momentum_watched.window_days is 'length of the window in days';
comment on column core.momentum_watched.back is 'how many weeks before the newest development it ends';
comment on column core.momentum_watched.source_id is 'the source';
comment on column core.momentum_watched.known_long is 'true where it reaches back 90 days before the window, so that silence is known';
