-- one row per result on a benchmark: its cost per solved task and who does better for less, or why there is none
create or replace view page.performance_list as
select
    p.score_id, p.benchmark, p.ai_model_id, p.ai_model, a.vendor, coalesce(c.title, a.vendor) as vendor_name, p.variant, p.score,
    r.unit, p.tasks, p.solved, p.price_on, p.workload_usd, p.usd_per_solved, p.basis, p.reported_usd, p.computed_usd,
    p.alarm, p.refused, f.score_id is not null as compared, coalesce(f.on_frontier, false) as on_frontier, f.rivals,
    f.dominated_by, f.dominated_by_variant, s.title as source_title, s.url, r.document_id
from cost_per_performance p
left join page.frontier f on f.score_id = p.score_id
left join core.ai_model a on a.ai_model_id = p.ai_model_id
left join core.company c on c.company = a.vendor
left join core.score r on r.score_id = p.score_id
left join core.source s on s.source_id = p.source_id;
comment on view page.performance_list is 'one row per result on a benchmark: its cost per solved task and who does better for less, or why there is none';
comment on column page.performance_list.score_id is 'the result';
comment on column page.performance_list.benchmark is 'name of the benchmark';
comment on column page.performance_list.ai_model_id is 'vendor/name, null where refused for its name';
comment on column page.performance_list.ai_model is 'the name that the source uses';
comment on column page.performance_list.vendor is 'id of the vendor';
comment on column page.performance_list.vendor_name is 'name of the vendor';
comment on column page.performance_list.variant is 'effort, thinking budget or edit format';
comment on column page.performance_list.score is 'the result';
comment on column page.performance_list.unit is 'unit of the result';
comment on column page.performance_list.tasks is 'how many tasks the benchmark has';
comment on column page.performance_list.solved is 'tasks solved';
comment on column page.performance_list.price_on is 'day of the run, whose prices count';
comment on column page.performance_list.workload_usd is 'cost of the whole run, US dollars';
comment on column page.performance_list.usd_per_solved is 'that cost divided by the tasks solved';
comment on column page.performance_list.basis is 'reported by the source, or computed from tokens and prices';
comment on column page.performance_list.reported_usd is 'cost of the run as reported';
comment on column page.performance_list.computed_usd is 'cost of the run from tokens and the prices of that day';
comment on column page.performance_list.alarm is 'true where the two differ by more than a fifth';
comment on column page.performance_list.refused is 'why there is no cost per solved task, or null';
comment on column page.performance_list.compared is 'true for the newest result of its AI model and variant, which the frontier counts';
comment on column page.performance_list.on_frontier is 'true where nothing is as good for less or better for the same';
comment on column page.performance_list.rivals is 'how many results dominate it';
comment on column page.performance_list.dominated_by is 'of those, the AI model that solves most';
comment on column page.performance_list.dominated_by_variant is 'its variant';
comment on column page.performance_list.source_title is 'who published the result';
comment on column page.performance_list.url is 'where';
comment on column page.performance_list.document_id is 'the stored document';
