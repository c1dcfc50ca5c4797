-- one row per AI model and unit: the standard base price at which it was first listed
create or replace view core.price_seen_first as
select
    ai_model_id, unit, arg_min(usd_per_mtok, (witness_rank, starts_at, observed_at)) as usd_per_mtok,
    min(starts_at) as starts_at, arg_min(quote, (witness_rank, starts_at, observed_at)) as quote,
    arg_min(document_id, (witness_rank, starts_at, observed_at)) as document_id,
    arg_min(source_id, (witness_rank, starts_at, observed_at)) as source_id
from core.price_reading
where tier = 'standard' and context_over is null and variant is null
group by ai_model_id, unit;
comment on view core.price_seen_first is 'one row per AI model and unit: the standard base price at which it was first listed';
comment on column core.price_seen_first.ai_model_id is 'the AI model';
comment on column core.price_seen_first.unit is 'what one pays per';
comment on column core.price_seen_first.usd_per_mtok is 'US dollars per million tokens';
comment on column core.price_seen_first.starts_at is 'UTC time of the first reading';
comment on column core.price_seen_first.quote is 'the words of the document';
comment on column core.price_seen_first.document_id is 'the document';
comment on column core.price_seen_first.source_id is 'who says so';
