-- one row per stretch of seven days, the next 26, counted from the newest data
create or replace view page.due_weeks as
with edge as (select max(data_as_of)::date as today from core.snapshot),
weeks as (select today + 7 * ahead::integer as starts_on from edge, range(26) r(ahead))
select w.starts_on, count(a.action_id) as due
from weeks w
left join page.action_list a on a.is_open and a.do_by >= w.starts_on and a.do_by < w.starts_on + 7
group by w.starts_on;
comment on view page.due_weeks is 'one row per stretch of seven days, the next 26, counted from the newest data';
comment on column page.due_weeks.starts_on is 'first day';
comment on column page.due_weeks.due is 'open actions due in it';
