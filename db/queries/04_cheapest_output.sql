-- Which AI models have the cheapest output tokens today, and who confirms it?
select l.ai_model_id, a.vendor, l.usd_per_mtok, l.since, l.last_confirmed_at, l.sources, l.agree
from price_latest l
join ai_models a using (ai_model_id)
where l.unit = 'output' and l.tier = 'standard' and l.context_over is null and l.variant is null
    and l.usd_per_mtok > 0
order by l.usd_per_mtok, l.ai_model_id
limit 20;
