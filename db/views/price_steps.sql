-- one row per line of AI models, successor pair and unit: what the successor costs against its predecessor
create or replace view price_steps as
with ordered as (
    select
        ai_model_id, line, released_at, line_order,
        lag(ai_model_id) over (partition by line order by line_order, ai_model_id) as from_ai_model_id
    from core.ai_model
    where line is not null and line_order is not null
),
first_price as materialized (
    select * from core.price_seen_first
),
-- Materialised in this order: left alone, the planner joins first prices with first prices over the unit alone.
successor as materialized (
    select o.*, n.unit, n.usd_per_mtok, n.starts_at, n.dated, n.source_id, n.document_id, n.quote
    from ordered o
    join first_price n on n.ai_model_id = o.ai_model_id
    where o.from_ai_model_id is not null
)
select
    o.line, o.from_ai_model_id, o.ai_model_id as to_ai_model_id, o.unit, p.usd_per_mtok as old_usd_per_mtok,
    o.usd_per_mtok as new_usd_per_mtok,
    case when p.usd_per_mtok > 0 then round(o.usd_per_mtok / p.usd_per_mtok::double, 4) end as ratio,
    coalesce(o.released_at::timestamp at time zone 'UTC', case when o.dated and o.starts_at > p.starts_at then o.starts_at end) as stepped_at,
    o.source_id, o.document_id, o.quote, p.quote as from_quote
from successor o
join first_price p on p.ai_model_id = o.from_ai_model_id and p.unit = o.unit;
comment on view price_steps is 'one row per line of AI models, successor pair and unit: what the successor costs against its predecessor';
comment on column price_steps.line is 'the line of AI models, such as openai mini';
comment on column price_steps.from_ai_model_id is 'the predecessor';
comment on column price_steps.to_ai_model_id is 'the successor';
comment on column price_steps.unit is 'what one pays per';
comment on column price_steps.old_usd_per_mtok is 'standard price of the predecessor when first listed';
comment on column price_steps.new_usd_per_mtok is 'standard price of the successor when first listed';
comment on column price_steps.ratio is 'successor divided by predecessor; null where the predecessor was free';
comment on column price_steps.stepped_at is 'UTC day of the successor''s release, else the day from which its price is known to have begun, if after the predecessor''s; null where unknown';
comment on column price_steps.source_id is 'who says the new price';
comment on column price_steps.document_id is 'the document with the new price';
comment on column price_steps.quote is 'its words';
comment on column price_steps.from_quote is 'the words for the old price';
