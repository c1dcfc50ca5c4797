-- one row per AI model and unit: the standard base price at which it was first listed
create or replace view core.price_seen_first as
select
    ai_model_id, unit, arg_min(usd_per_mtok, (witness_rank, starts_at, observed_at)) as usd_per_mtok,
    min(starts_at) as starts_at, arg_min(dated, (starts_at, not dated)) as dated,
    arg_min(quote, (witness_rank, starts_at, observed_at)) as quote,
    arg_min(document_id, (witness_rank, starts_at, observed_at)) as document_id,
    arg_min(source_id, (witness_rank, starts_at, observed_at)) as source_id
from core.price_reading
where tier = 'standard' and context_over is null and variant is null and name_variant is null and usd_per_mtok is not null
group by ai_model_id, unit;
comment on view core.price_seen_first is 'one row per AI model and unit: the standard base price at which it was first listed';
comment on column core.price_seen_first.ai_model_id is 'vendor/name of the AI model';
comment on column core.price_seen_first.unit is 'what one pays per (input, output, cached_input, …)';
comment on column core.price_seen_first.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column core.price_seen_first.starts_at is 'UTC time from which the reading holds: the stated day, else when we saw it';
comment on column core.price_seen_first.dated is 'true where that time is stated or was seen to come; false for what a source already listed when first read';
comment on column core.price_seen_first.quote is 'the words of the document';
comment on column core.price_seen_first.document_id is 'the stored document';
comment on column core.price_seen_first.source_id is 'who says so';
