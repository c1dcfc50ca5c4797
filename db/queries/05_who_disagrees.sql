-- Where do two sources give different prices for the same thing?
select ai_model_id, unit, tier, as_of, readings
from price_disagreements
order by as_of desc, ai_model_id, unit
limit 20;
