-- one row per window and subject: who told of it in the days up to the window's end, and in as many days before
create or replace view core.mention_window as
with comparable as (
    select
        e.window_days, e.back, any_value(e.ends_at) as ends_at, count(distinct c.source_id) as sources,
        count(d.development_id) filter (d.published_at > e.starts_at) as published,
        count(d.development_id) filter (d.published_at <= e.starts_at) as published_prev
    from core.momentum_span e
    left join core.momentum_watched c on c.window_days = e.window_days and c.back = e.back
    left join core.development d
        on d.source_id = c.source_id and d.published_at > e.before_at and d.published_at <= e.ends_at
    group by e.window_days, e.back
),
voices as (
    select
        e.window_days, e.back, t.subject_kind, t.theme, t.subject, t.voice,
        count(*) filter (t.published_at > e.starts_at) as told,
        count(*) filter (t.published_at <= e.starts_at and t.published_at > e.before_at) as told_prev,
        count(*) filter (t.published_at <= e.starts_at) as told_earlier,
        count(distinct t.counts_as) filter (c.source_id is not null and t.published_at > e.starts_at) as said,
        count(distinct t.counts_as) filter (
            c.source_id is not null and t.published_at <= e.starts_at and t.published_at > e.before_at
        ) as said_prev,
        bool_or(c.known_long) filter (t.published_at > e.starts_at) as known_long
    from core.momentum_span e
    join core.mention_voice t
        on t.published_at <= e.ends_at and t.published_at > least(e.before_at, e.starts_at - interval 90 day)
    left join core.momentum_watched c on c.window_days = e.window_days and c.back = e.back and c.source_id = t.source_id
    group by e.window_days, e.back, t.subject_kind, t.theme, t.subject, t.voice
),
-- A voice counts for a third at most, and for three where few speak: a lone one must neither make a subject nor vanish.
-- With the two loudest known, this is the largest cap that keeps to a third.
capped as (
    select
        *, greatest(3, least((sum(said) over w - max(said) over w) // 2,
            sum(said) over w - list_sum(max(said, 2) over w))) as cap,
        greatest(3, least((sum(said_prev) over w - max(said_prev) over w) // 2,
            sum(said_prev) over w - list_sum(max(said_prev, 2) over w))) as cap_prev
    from voices
    window w as (partition by window_days, back, subject_kind, theme, subject)
),
summed as (
    select
        window_days, back, subject_kind, theme, subject,
        sum(least(said, cap))::bigint as mentions, sum(least(said_prev, cap_prev))::bigint as mentions_prev,
        sum(said)::bigint as uncapped, sum(said_prev)::bigint as uncapped_prev,
        sum(told)::bigint as developments, sum(told_prev)::bigint as developments_prev,
        count(*) filter (said > 0) as sources, count(*) filter (said_prev > 0) as sources_prev,
        coalesce(sum(told_earlier) = 0 and count(*) filter (said > 0 and known_long) >= 2, false) as is_new
    from capped
    group by window_days, back, subject_kind, theme, subject
)
select
    s.window_days, s.back, k.ends_at as window_ends, s.subject_kind, s.theme, s.subject,
    case when k.sources > 0 then s.mentions end as mentions,
    case when k.sources > 0 then s.mentions_prev end as mentions_prev,
    case when k.sources > 0 then s.uncapped end as uncapped,
    case when k.sources > 0 then s.uncapped_prev end as uncapped_prev, s.developments,
    case when k.sources > 0 then s.developments_prev end as developments_prev,
    case when k.sources > 0 then s.sources end as sources,
    case when k.sources > 0 then s.sources_prev end as sources_prev,
    case when s.mentions + s.mentions_prev > 0 then round((s.mentions + 5) / (s.mentions_prev + 5)::double, 2) end as momentum,
    s.is_new, k.sources as compared_sources, k.published, k.published_prev
from summed s
join comparable k using (window_days, back)
where s.developments + s.developments_prev > 0;
comment on view core.mention_window is 'one row per window and subject: who told of it in the days up to the window''s end, and in as many days before';
comment on column core.mention_window.window_days is 'length of the window in days';
comment on column core.mention_window.back is 'how many weeks before the newest development it ends';
comment on column core.mention_window.window_ends is 'UTC end of the window';
comment on column core.mention_window.subject_kind is 'theme, company, runtime, or company in theme';
comment on column core.mention_window.theme is 'the theme that a company in theme is counted within, else null';
comment on column core.mention_window.subject is 'id of the theme, company or runtime';
comment on column core.mention_window.mentions is 'mentions that count: one a voice and story, release notes once a source and week, no voice above a third and three';
comment on column core.mention_window.mentions_prev is 'the same in the window before; null where no source reaches back';
comment on column core.mention_window.uncapped is 'the same in the window before any voice is capped';
comment on column core.mention_window.uncapped_prev is 'the same in the window before it';
comment on column core.mention_window.developments is 'developments in the window, uncapped, of all sources';
comment on column core.mention_window.developments_prev is 'the same in the window before; null where no source reaches back';
comment on column core.mention_window.sources is 'independent sources in the window: vendors whose sources reach back';
comment on column core.mention_window.sources_prev is 'the same in the window before';
comment on column core.mention_window.momentum is '(mentions + 5) / (mentions_prev + 5); null where there is nothing to compare';
comment on column core.mention_window.is_new is 'true after 90 days of silence, once two independent sources tell of it that were watched all that time';
comment on column core.mention_window.compared_sources is 'sources that reach back over both windows, the only ones that mentions counts';
comment on column core.mention_window.published is 'developments of the compared sources in the window, whatever they tell of';
comment on column core.mention_window.published_prev is 'the same in the window before';
