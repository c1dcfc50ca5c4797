-- one row per benchmark, AI model and variant with a cost per solved task: on the frontier, or who does better for less
create or replace view page.frontier as
with newest as (
    select *
    from cost_per_performance
    where refused is null
    qualify row_number() over (partition by benchmark, ai_model_id, variant order by price_on desc nulls last, score desc, score_id) = 1
),
-- As good for less, or better for the same: of those, the one that solves most.
beaten as (
    select
        a.score_id, count(*) as rivals,
        arg_max({'ai_model_id': b.ai_model_id, 'variant': b.variant}, (b.score, -b.usd_per_solved, b.score_id)) as by
    from newest a
    join newest b on b.benchmark = a.benchmark and b.score >= a.score and b.usd_per_solved <= a.usd_per_solved
        and (b.score > a.score or b.usd_per_solved < a.usd_per_solved)
    group by a.score_id
)
select
    n.benchmark, n.ai_model_id, n.ai_model, n.variant, n.score, n.usd_per_solved, n.workload_usd, n.basis, n.price_on, n.alarm,
    b.score_id is null as on_frontier, coalesce(b.rivals, 0) as rivals, b.by.ai_model_id as dominated_by,
    b.by.variant as dominated_by_variant, n.source_id, n.score_id
from newest n
left join beaten b on b.score_id = n.score_id;
comment on view page.frontier is 'one row per benchmark, AI model and variant with a cost per solved task: on the frontier, or who does better for less';
comment on column page.frontier.benchmark is 'name of the benchmark';
comment on column page.frontier.ai_model_id is 'vendor/name, null where refused for its name';
comment on column page.frontier.ai_model is 'the name that the source uses';
comment on column page.frontier.variant is 'effort, thinking budget or edit format';
comment on column page.frontier.score is 'the result';
comment on column page.frontier.usd_per_solved is 'that cost divided by the tasks solved';
comment on column page.frontier.workload_usd is 'cost of the benchmark''s whole run, US dollars';
comment on column page.frontier.basis is 'reported by the source, or computed from tokens and prices';
comment on column page.frontier.price_on is 'the day whose prices count: the day of the run';
comment on column page.frontier.alarm is 'true where the two differ by more than 20 %: the price, the tokens or the join may be wrong';
comment on column page.frontier.on_frontier is 'true where nothing is as good for less or better for the same';
comment on column page.frontier.rivals is 'how many results dominate it';
comment on column page.frontier.dominated_by is 'of those, the AI model that solves most; null on the frontier';
comment on column page.frontier.dominated_by_variant is 'its variant';
comment on column page.frontier.source_id is 'who published the result';
comment on column page.frontier.score_id is 'the result';
