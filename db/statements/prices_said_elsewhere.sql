select w.price_id, any_value(r.source_id order by r.source_id)
from core.price_named w
join core.price_standing r on r.ai_model_id = w.ai_model_id and r.unit = w.unit and r.tier = w.tier
    and r.context_over is not distinct from w.context_over and r.variant is not distinct from w.variant
    and r.usd_per_mtok = w.usd_per_mtok and r.source_id <> w.source_id and r.listed
where w.status = 'quarantined' and list_contains(?, w.rule)
group by w.price_id
