-- one row per price seen
create or replace view prices as
select
    price_id, vendor, ai_model_id, ai_model, unit, tier, context_over, variant, currency, amount, per, usd_per_mtok,
    effective_from, observed_at, source_id, document_id, quote, status, reason, effective_to, price_key, series_key, rule,
    decided_at, decided_by, snapshot, host
from core.price_named;
comment on view prices is 'one row per price seen';
comment on column prices.price_id is 'content hash of the reading';
comment on column prices.vendor is 'whose bill it is';
comment on column prices.ai_model_id is 'vendor/name of the AI model';
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
comment on column prices.status is 'accepted, quarantined, or rejected by a person';
comment on column prices.reason is 'why it is quarantined, and what to do';
comment on column prices.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column prices.price_key is 'source, AI model, unit, tier, band, variant and effective date together';
comment on column prices.series_key is 'what a series of readings shares: source, name, unit, tier, band, variant, currency';
comment on column prices.rule is 'the rule that quarantined it, or by which it was accepted later';
comment on column prices.decided_at is 'UTC time of the decision made after it was stored';
comment on column prices.decided_by is 'who decided: a rule or a person';
comment on column prices.snapshot is 'dated snapshot that the name states';
comment on column prices.host is 'who resells it, null for the maker';
