-- one row per price seen
create or replace view prices as
select
    p.price_id, p.vendor, n.ai_model_id, p.ai_model, p.unit, p.tier, p.context_over, p.variant, p.currency, p.amount,
    p.per, p.usd_per_mtok, p.effective_from, p.observed_at, p.source_id, p.document_id, p.quote, p.status, p.reason,
    p.effective_to, p.price_key
from core.price_point p
left join core.ai_model_name n on n.vendor = p.vendor and n.ai_model = p.ai_model;
comment on view prices is 'one row per price seen';
comment on column prices.price_id is 'content hash of the reading';
comment on column prices.vendor is 'who sells it';
comment on column prices.ai_model_id is 'vendor/name; null where the name could not be resolved';
comment on column prices.ai_model is 'the name that the source uses';
comment on column prices.unit is 'what one pays per (input, output, cached_input, …)';
comment on column prices.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column prices.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column prices.variant is 'region, resolution or another named variant, null where none';
comment on column prices.currency is 'ISO 4217 code as printed';
comment on column prices.amount is 'exact amount as printed, for one per';
comment on column prices.per is 'what the amount buys (1M tokens, image, second, …)';
comment on column prices.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column prices.effective_from is 'first day on which the source says it holds';
comment on column prices.observed_at is 'UTC time at which we first saw this reading';
comment on column prices.source_id is 'who says so';
comment on column prices.document_id is 'the stored document';
comment on column prices.quote is 'the words of the document';
comment on column prices.status is 'accepted or quarantined';
comment on column prices.reason is 'why it is quarantined';
comment on column prices.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column prices.price_key is 'what makes two readings the same price: source, AI model, unit, tier, band, variant, effective date';
