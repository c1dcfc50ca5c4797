-- How did the standard prices of one vendor's AI models move, change by change?
select c.ai_model_id, c.unit, c.changed_at, c.old_usd_per_mtok, c.new_usd_per_mtok, c.ratio, c.quote
from price_changes c
join ai_models a using (ai_model_id)
where a.vendor = 'openai' and c.tier = 'standard'
order by c.changed_at desc, c.ai_model_id, c.unit
limit 50;
