-- one row per theme and stretch of seven days, the newest 26: its share of attention over the thirteen weeks that end there
create or replace view page.attention_weeks as
with edge as (select until from page.as_of),
weeks as (
    select until - to_days(7 * back::integer) as ends_at, back
    from edge, range(26) r(back)
),
whole as (
    select w.ends_at, w.back, count(d.development_id) as of_developments
    from weeks w
    left join core.development d on d.published_at > w.ends_at - interval 91 day and d.published_at <= w.ends_at
    group by w.ends_at, w.back
),
part as (
    select w.ends_at, t.theme, count(*) as developments
    from weeks w
    join core.development d on d.published_at > w.ends_at - interval 91 day and d.published_at <= w.ends_at
    join development_themes t on t.development_id = d.development_id and t.shown
    group by w.ends_at, t.theme
)
select
    h.theme, h.title, w.ends_at, w.back, coalesce(p.developments, 0) as developments, w.of_developments,
    case when w.of_developments > 0 then coalesce(p.developments, 0) / w.of_developments::double end as share
from core.theme h
cross join whole w
left join part p on p.theme = h.theme and p.ends_at = w.ends_at;
comment on view page.attention_weeks is 'one row per theme and stretch of seven days, the newest 26: its share of attention over the thirteen weeks that end there';
comment on column page.attention_weeks.theme is 'the theme';
comment on column page.attention_weeks.title is 'its title';
comment on column page.attention_weeks.ends_at is 'UTC end of the thirteen weeks';
comment on column page.attention_weeks.back is 'how many weeks ago they ended';
comment on column page.attention_weeks.developments is 'developments of the theme in the thirteen weeks';
comment on column page.attention_weeks.of_developments is 'all developments in the thirteen weeks';
comment on column page.attention_weeks.share is 'one divided by the other, null where nothing was published';
