-- one row per change: two neighbouring accepted readings of one price in one source that differ
create or replace view price_changes as
with turns as (
    select
        *,
        row_number() over (
            partition by series, old_usd_per_mtok, usd_per_mtok, old_amount, amount, per
            order by starts_at, price_id
        ) as turn
    from core.price_run
    where changed
),
-- A catalogue that comes round, after two months, to what another source said all along corrects itself: no price changed.
corrected as (
    select distinct t.price_id
    from turns t
    join core.price_reading r on r.offer = t.offer and r.usd_per_mtok = t.usd_per_mtok and r.source_id <> t.source_id
    where t.witness_rank > 0 and t.effective_from is null and r.observed_at <= t.observed_at - interval 60 days
        and not exists (
            select 1 from core.price_reading o
            where o.series = r.series and o.usd_per_mtok = t.old_usd_per_mtok
        )
)
select
    ai_model_id, unit, tier, context_over, variant, old_usd_per_mtok, usd_per_mtok as new_usd_per_mtok,
    case
        when old_usd_per_mtok > 0 then round(usd_per_mtok / old_usd_per_mtok::double, 4)
        when usd_per_mtok is null and old_amount > 0 then round(amount / old_amount::double, 4)
    end as ratio,
    starts_at as changed_at, document_id, quote, source_id, price_id, old_quote, old_amount, amount as new_amount, currency, per
from turns
where price_id not in (select price_id from corrected)
-- The same change told by several sources, or under several names, is one.
qualify row_number() over (
    partition by offer, old_usd_per_mtok, usd_per_mtok, turn,
        case when usd_per_mtok is null then (old_amount, amount, currency, per) end
    order by witness_rank, starts_at, price_id
) = 1;
comment on view price_changes is 'one row per change: two neighbouring accepted readings of one price in one source that differ';
comment on column price_changes.ai_model_id is 'vendor/name of the AI model';
comment on column price_changes.unit is 'what one pays per (input, output, cached_input, …)';
comment on column price_changes.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column price_changes.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column price_changes.variant is 'region, resolution or another named variant, null where none';
comment on column price_changes.old_usd_per_mtok is 'before';
comment on column price_changes.new_usd_per_mtok is 'after';
comment on column price_changes.ratio is 'after divided by before; null where it was free before';
comment on column price_changes.changed_at is 'UTC time from which the new price holds: the stated day, else when we saw it';
comment on column price_changes.document_id is 'the stored document';
comment on column price_changes.quote is 'the words of the document';
comment on column price_changes.source_id is 'who says so';
comment on column price_changes.price_id is 'content hash of the reading';
comment on column price_changes.old_quote is 'the words for the price before it';
comment on column price_changes.old_amount is 'before, as printed';
comment on column price_changes.new_amount is 'after, as printed';
comment on column price_changes.currency is 'ISO 4217 code as printed';
comment on column price_changes.per is 'what the amount buys (1M tokens, image, second, …)';
