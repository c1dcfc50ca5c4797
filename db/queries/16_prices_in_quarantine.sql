-- Which prices are held back, why, and what stands meanwhile?
select
    p.vendor, p.ai_model, p.unit, p.tier, p.context_over, p.amount, p.currency, p.per, p.reason, p.observed_at,
    l.usd_per_mtok as standing_usd_per_mtok, l.last_confirmed_at, p.quote
from prices p
left join price_latest l on l.ai_model_id = p.ai_model_id and l.unit = p.unit and l.tier = p.tier
    and l.context_over is not distinct from p.context_over and l.variant is not distinct from p.variant
where p.status = 'quarantined'
order by p.observed_at desc, p.vendor, p.ai_model, p.unit
limit 100;
