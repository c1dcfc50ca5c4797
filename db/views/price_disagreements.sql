-- one row per AI model, unit, tier, band and variant on which sources differ now
create or replace view price_disagreements as
select
    ai_model_id, unit, tier, context_over, variant, max(confirmed_at) as as_of,
    list({'source': source_id, 'value': usd_per_mtok, 'observed_at': observed_at, 'quote': quote, 'since': since,
        'confirmed_at': confirmed_at, 'document_id': document_id} order by source_id) as readings
from (
    select *
    from core.price_standing
    where listed
    qualify min(usd_per_mtok) over (partition by offer) <> max(usd_per_mtok) over (partition by offer)
)
group by ai_model_id, unit, tier, context_over, variant;
comment on view price_disagreements is 'one row per AI model, unit, tier, band and variant on which sources differ now';
comment on column price_disagreements.ai_model_id is 'vendor/name of the AI model';
comment on column price_disagreements.unit is 'what one pays per (input, output, cached_input, …)';
comment on column price_disagreements.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column price_disagreements.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column price_disagreements.variant is 'region, resolution or another named variant, null where none';
comment on column price_disagreements.as_of is 'UTC time of the newest confirmation among them';
comment on column price_disagreements.readings is 'each source with its value, when first seen, since when, when last confirmed, and its words';
