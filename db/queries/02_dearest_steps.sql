-- Which successors cost more than the AI model they follow, and how many times?
select line, from_ai_model_id, to_ai_model_id, unit, old_usd_per_mtok, new_usd_per_mtok, ratio, stepped_at
from price_steps
where ratio > 1
order by ratio desc, stepped_at desc
limit 20;
