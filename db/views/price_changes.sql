-- one row per change: two neighbouring readings of one price in one source that differ
create or replace view price_changes as
with series as (
    select
        *, lag(usd_per_mtok) over neighbours as old_usd_per_mtok
    from core.price_reading
    window neighbours as (
        partition by source_id, vendor, ai_model, ai_model_id, unit, tier, context_over, variant order by starts_at, observed_at, price_id
    )
),
changed as (
    select * from series where old_usd_per_mtok is not null and old_usd_per_mtok <> usd_per_mtok
)
select
    ai_model_id, unit, tier, context_over, variant, old_usd_per_mtok, usd_per_mtok as new_usd_per_mtok,
    case when old_usd_per_mtok > 0 then round(usd_per_mtok / old_usd_per_mtok::double, 4) end as ratio,
    starts_at as changed_at, document_id, quote, source_id, price_id
from changed
qualify row_number() over (
    partition by ai_model_id, unit, tier, context_over, variant, old_usd_per_mtok, usd_per_mtok
    order by witness_rank, starts_at, price_id
) = 1;
comment on view price_changes is 'one row per change: two neighbouring readings of one price in one source that differ';
comment on column price_changes.ai_model_id is 'the AI model';
comment on column price_changes.unit is 'what one pays per';
comment on column price_changes.tier is 'standard, batch, …';
comment on column price_changes.context_over is 'lower edge of the band, tokens';
comment on column price_changes.variant is 'named variant or null';
comment on column price_changes.old_usd_per_mtok is 'before';
comment on column price_changes.new_usd_per_mtok is 'after';
comment on column price_changes.ratio is 'after divided by before; null where it was free before';
comment on column price_changes.changed_at is 'UTC time from which the new price holds: the stated day, else when we saw it';
comment on column price_changes.document_id is 'the document with the new price';
comment on column price_changes.quote is 'its words';
comment on column price_changes.source_id is 'who says so';
comment on column price_changes.price_id is 'the reading with the new price';
