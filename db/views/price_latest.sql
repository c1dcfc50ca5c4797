-- one row per AI model, unit, tier, band and variant: the price now; the vendor's own page wins
create or replace view price_latest as
select
    ai_model_id, unit, tier, context_over, variant,
    arg_min(usd_per_mtok, (witness_rank, -epoch(confirmed_at), source_id)) as usd_per_mtok,
    arg_min(since, (witness_rank, -epoch(confirmed_at), source_id)) as since,
    max(confirmed_at) as last_confirmed_at, count(distinct source_id) as sources,
    min(usd_per_mtok) = max(usd_per_mtok) as agree, min(usd_per_mtok) as low, max(usd_per_mtok) as high,
    arg_min(source_id, (witness_rank, -epoch(confirmed_at), source_id)) as source_id,
    arg_min(quote, (witness_rank, -epoch(confirmed_at), source_id)) as quote,
    arg_min(document_id, (witness_rank, -epoch(confirmed_at), source_id)) as document_id
from core.price_standing
group by ai_model_id, unit, tier, context_over, variant;
comment on view price_latest is 'one row per AI model, unit, tier, band and variant: the price now; the vendor''s own page wins';
comment on column price_latest.ai_model_id is 'the AI model';
comment on column price_latest.unit is 'what one pays per';
comment on column price_latest.tier is 'standard, batch, …';
comment on column price_latest.context_over is 'lower edge of the band, tokens; null for the base row';
comment on column price_latest.variant is 'named variant or null';
comment on column price_latest.usd_per_mtok is 'US dollars per million tokens, from the vendor''s page where there is one';
comment on column price_latest.since is 'UTC time from which it holds';
comment on column price_latest.last_confirmed_at is 'UTC time at which a source last still listed it';
comment on column price_latest.sources is 'how many sources give a price';
comment on column price_latest.agree is 'true where all of them give the same';
comment on column price_latest.low is 'lowest price among them';
comment on column price_latest.high is 'highest price among them';
comment on column price_latest.source_id is 'the source shown';
comment on column price_latest.quote is 'its words';
comment on column price_latest.document_id is 'its document';
