-- Which AI models charge more for long prompts, from which length on, and how many times as much?
with listed_now as materialized (
    select ai_model_id, unit, context_over, usd_per_mtok, last_confirmed_at
    from price_latest
    where tier = 'standard' and variant is null and listed
)
select
    b.ai_model_id, b.unit, b.context_over as above_tokens, l.usd_per_mtok as base_usd_per_mtok, b.usd_per_mtok,
    round(b.usd_per_mtok / l.usd_per_mtok::double, 4) as ratio, b.last_confirmed_at
from listed_now b
join listed_now l on l.ai_model_id = b.ai_model_id and l.unit = b.unit and l.context_over is null
join ai_models a on a.ai_model_id = b.ai_model_id and a.line is not null -- resold AI models stand in no line
where b.context_over is not null and l.usd_per_mtok > 0
order by ratio desc, b.ai_model_id, b.unit, above_tokens
limit 50;
