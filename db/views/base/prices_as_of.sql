-- one row per AI model, unit, tier, band and variant: the price that held at `ts`, as far as we know today
create or replace macro prices_as_of(ts) as table
with standing as (
    select * from core.price_standing_at(ts::timestamptz)
)
select
    ai_model_id, unit, tier, context_over, variant,
    arg_min(usd_per_mtok, (not listed, witness_rank, -epoch(confirmed_at), source_id)) as usd_per_mtok,
    arg_min(since, (not listed, witness_rank, -epoch(confirmed_at), source_id)) as since,
    max(confirmed_at) as last_confirmed_at, count(distinct source_id) as sources,
    min(usd_per_mtok) = max(usd_per_mtok) as agree, min(usd_per_mtok) as low, max(usd_per_mtok) as high,
    arg_min(source_id, (not listed, witness_rank, -epoch(confirmed_at), source_id)) as source_id,
    arg_min(quote, (not listed, witness_rank, -epoch(confirmed_at), source_id)) as quote,
    arg_min(document_id, (not listed, witness_rank, -epoch(confirmed_at), source_id)) as document_id,
    bool_or(listed) as listed
from standing
group by ai_model_id, unit, tier, context_over, variant;
comment on macro table prices_as_of is 'one row per AI model, unit, tier, band and variant: the price that held at ts, from what is known today; columns as in price_latest. Example: from prices_as_of(''2026-03-01'')';
