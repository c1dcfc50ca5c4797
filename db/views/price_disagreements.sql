-- one row per AI model, unit, tier, band and variant on which sources differ now
create or replace view price_disagreements as
select
    ai_model_id, unit, tier, context_over, variant, max(confirmed_at) as as_of,
    list({'source': source_id, 'value': usd_per_mtok, 'observed_at': since, 'quote': quote} order by source_id)
        as readings
from core.price_standing
group by ai_model_id, unit, tier, context_over, variant
having min(usd_per_mtok) <> max(usd_per_mtok);
comment on view price_disagreements is 'one row per AI model, unit, tier, band and variant on which sources differ now';
comment on column price_disagreements.ai_model_id is 'the AI model';
comment on column price_disagreements.unit is 'what one pays per';
comment on column price_disagreements.tier is 'standard, batch, …';
comment on column price_disagreements.context_over is 'lower edge of the band, tokens';
comment on column price_disagreements.variant is 'named variant or null';
comment on column price_disagreements.as_of is 'UTC time of the newest confirmation among them';
comment on column price_disagreements.readings is 'each source with its value, since when, and its words';
