-- Which prices are announced for a day that has not come, and what do they replace?
select
    p.ai_model_id, p.unit, p.tier, p.context_over, l.usd_per_mtok as usd_per_mtok_now, p.usd_per_mtok as usd_per_mtok_then,
    p.effective_from, p.source_id, p.quote
from prices p
left join price_latest l on l.ai_model_id = p.ai_model_id and l.unit = p.unit and l.tier = p.tier
    and l.context_over is not distinct from p.context_over and l.variant is not distinct from p.variant
where p.status = 'accepted' and p.effective_from > (select data_as_of from snapshot_info)::date
order by p.effective_from, p.ai_model_id, p.unit
limit 100;
