-- one row per result: what the benchmark's run cost, for each task solved
create or replace view cost_per_performance as
with result as (
    select
        s.*, b.tasks,
        case when s.unit like 'percent%' then s.value::double / 100 * b.tasks end as solved
    from core.score_named s
    left join core.benchmark b on b.benchmark = s.benchmark
),
-- A source that dates its price changes says of a price without a day that it stood from the start.
dating as (
    select distinct source_id from core.price_point where effective_from is not null
),
price as (
    select
        r.ai_model_id, r.unit, r.usd_per_mtok, r.witness_rank, r.starts_at, r.source_id, r.name_rank,
        case when r.effective_from is null and not r.dated and d.source_id is not null then date '0001-01-01' else r.starts_at::date end as holds_from,
        least(r.effective_to, r.next_starts_at::date) as holds_to
    from core.price_run r
    left join dating d on d.source_id = r.source_id
    where r.tier = 'standard' and r.context_over is null and r.variant is null and r.unit in ('input', 'output')
        and r.usd_per_mtok is not null
),
priced as (
    select
        s.score_id, p.unit,
        arg_min(p.usd_per_mtok, (p.holds_from = date '0001-01-01', p.witness_rank, p.name_rank, p.source_id)) as usd_per_mtok
    from result s
    join price p on p.ai_model_id = s.ai_model_id and p.holds_from <= s.run_on and (p.holds_to is null or p.holds_to > s.run_on)
    where s.host is null and s.input_tokens is not null and s.output_tokens is not null
    group by s.score_id, p.unit
),
counted as (
    select
        s.*, i.usd_per_mtok as input_usd_per_mtok, o.usd_per_mtok as output_usd_per_mtok,
        case when s.host is null then
            (s.input_tokens * i.usd_per_mtok::double + s.output_tokens * o.usd_per_mtok::double) / 1000000
        end as computed_usd
    from result s
    left join priced i on i.score_id = s.score_id and i.unit = 'input'
    left join priced o on o.score_id = s.score_id and o.unit = 'output'
),
refused as (
    select
        *, coalesce(cost_usd::double, computed_usd) as workload_usd,
        case
            when ai_model_id is null then unresolved
            when coalesce(cost_usd::double, computed_usd) is null and input_tokens is null then 'no cost was reported, and no tokens to count one from'
            when coalesce(cost_usd::double, computed_usd) is null and run_on is null then 'no cost was reported, and the day of the run is not stated'
            when coalesce(cost_usd::double, computed_usd) is null and host is not null then 'it ran at ' || host || ', whose price is not the maker''s'
            when coalesce(cost_usd::double, computed_usd) is null then 'no price of its maker is known for ' || run_on
            when tasks is null then 'the number of tasks of ' || benchmark || ' is not known'
            when solved is null then 'the result is no share of tasks: ' || unit
            when solved = 0 then 'no task was solved'
        end as refused
    from counted
)
select
    ai_model_id, benchmark, variant, value as score, run_on as price_on, workload_usd,
    case when refused is null then workload_usd / solved end as usd_per_solved,
    case when cost_usd is not null then 'reported' when computed_usd is not null then 'computed' end as basis,
    refused, score_id, source_id, ai_model, tasks, case when refused is null then solved end as solved,
    cost_usd as reported_usd, computed_usd, input_usd_per_mtok, output_usd_per_mtok,
    round(computed_usd / nullif(cost_usd::double, 0), 3) as computed_by_reported,
    coalesce(abs(computed_usd / nullif(cost_usd::double, 0) - 1) > 0.2, false) as alarm
from refused;
comment on view cost_per_performance is 'one row per result: what the benchmark''s run cost, for each task solved';
comment on column cost_per_performance.ai_model_id is 'vendor/name, null where refused for its name';
comment on column cost_per_performance.benchmark is 'name of the benchmark';
comment on column cost_per_performance.variant is 'effort, thinking budget or edit format';
comment on column cost_per_performance.score is 'the result';
comment on column cost_per_performance.price_on is 'the day whose prices count: the day of the run';
comment on column cost_per_performance.workload_usd is 'cost of the benchmark''s whole run, US dollars';
comment on column cost_per_performance.usd_per_solved is 'that cost divided by the tasks solved';
comment on column cost_per_performance.basis is 'reported by the source, or computed from tokens and prices';
comment on column cost_per_performance.refused is 'why there is no figure, or null';
comment on column cost_per_performance.score_id is 'the result';
comment on column cost_per_performance.source_id is 'who published the result';
comment on column cost_per_performance.ai_model is 'the name that the source uses';
comment on column cost_per_performance.tasks is 'how many tasks the benchmark has';
comment on column cost_per_performance.solved is 'tasks solved: score times tasks';
comment on column cost_per_performance.reported_usd is 'cost of the run as reported';
comment on column cost_per_performance.computed_usd is 'tokens times the maker''s standard prices of that day; cached tokens count in full';
comment on column cost_per_performance.input_usd_per_mtok is 'input price of that day';
comment on column cost_per_performance.output_usd_per_mtok is 'output price of that day';
comment on column cost_per_performance.computed_by_reported is 'computed cost divided by the reported one';
comment on column cost_per_performance.alarm is 'true where the two differ by more than 20 %: the price, the tokens or the join may be wrong';
