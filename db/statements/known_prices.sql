select price_id, price_key, series_key, vendor, ai_model, unit, tier, context_over, variant, currency, per, amount, usd_per_mtok,
    effective_from, effective_to, observed_at, status, rule
from core.price_judged where source_id = ?
order by observed_at, price_id
