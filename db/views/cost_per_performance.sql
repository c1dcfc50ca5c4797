-- one row per result: what the benchmark's run cost, for each task solved
create or replace view cost_per_performance as
select
    ai_model_id, benchmark, variant, value as score, run_on as price_on, cost_usd as workload_usd,
    null::double as usd_per_solved, 'reported' as basis,
    case
        when ai_model_id is null then coalesce(unresolved, 'the name could not be resolved to one AI model')
        when cost_usd is null then 'no cost was reported'
        else 'the number of tasks is not known'
    end as refused,
    score_id
from core.score_named;
comment on view cost_per_performance is 'one row per result: what the benchmark''s run cost, for each task solved';
comment on column cost_per_performance.ai_model_id is 'vendor/name, null where refused for its name';
comment on column cost_per_performance.benchmark is 'name of the benchmark';
comment on column cost_per_performance.variant is 'effort, thinking budget or edit format';
comment on column cost_per_performance.score is 'the result';
comment on column cost_per_performance.price_on is 'the day whose prices count';
comment on column cost_per_performance.workload_usd is 'cost of the benchmark''s whole run, US dollars';
comment on column cost_per_performance.usd_per_solved is 'that cost divided by the tasks solved';
comment on column cost_per_performance.basis is 'reported by the source, or computed from tokens and prices';
comment on column cost_per_performance.refused is 'why there is no figure, or null';
comment on column cost_per_performance.score_id is 'the result';
