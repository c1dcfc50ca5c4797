-- one row per benchmark: how many results, how many of them with a cost, from whom and when
create or replace view page.benchmark_list as
select
    p.benchmark, count(*) as results, count(*) filter (p.refused is null) as costed,
    count(*) filter (p.refused is not null) as refused, max(p.tasks) as tasks, min(p.price_on) as first_run_on,
    max(p.price_on) as last_run_on, any_value(r.unit) as unit, string_agg(distinct s.title, ', ' order by s.title) as source_title,
    any_value(s.url) as url, count(*) filter (p.alarm) as alarms
from cost_per_performance p
left join core.score r on r.score_id = p.score_id
left join core.source s on s.source_id = p.source_id
group by p.benchmark;
comment on view page.benchmark_list is 'one row per benchmark: how many results, how many of them with a cost, from whom and when';
comment on column page.benchmark_list.benchmark is 'name of the benchmark';
comment on column page.benchmark_list.results is 'published results';
comment on column page.benchmark_list.costed is 'of those with a cost per solved task';
comment on column page.benchmark_list.refused is 'of those without, each with a reason';
comment on column page.benchmark_list.tasks is 'how many tasks the benchmark has';
comment on column page.benchmark_list.first_run_on is 'day of the oldest run';
comment on column page.benchmark_list.last_run_on is 'day of the newest run';
comment on column page.benchmark_list.unit is 'unit of the results';
comment on column page.benchmark_list.source_title is 'who published them';
comment on column page.benchmark_list.url is 'where';
comment on column page.benchmark_list.alarms is 'results whose computed and reported cost differ by more than a fifth';
