-- one row per price reading, with the AI model that its name meant on its day and what was decided about it
create or replace view core.price_named as
select
    p.*, n.ai_model_id, n.snapshot, n.host, n.alias, n.variant as name_variant
from core.price_judged p
left join core.ai_model_name n on n.vendor = p.vendor and n.ai_model = p.ai_model
    and coalesce(n.valid_from, date '0001-01-01') <= coalesce(p.effective_from, least(p.observed_at::date, p.effective_to - 1))
    and coalesce(n.valid_to, date '9999-12-31') > coalesce(p.effective_from, least(p.observed_at::date, p.effective_to - 1));
comment on view core.price_named is 'one row per price reading, with the AI model that its name meant on its day and what was decided about it';
comment on column core.price_named.price_id is 'content hash of the reading';
comment on column core.price_named.price_key is 'source, AI model, unit, tier, band, variant and effective date together';
comment on column core.price_named.series_key is 'what a series of readings shares: source, name, unit, tier, band, variant, currency';
comment on column core.price_named.source_id is 'who says so';
comment on column core.price_named.document_id is 'the stored document';
comment on column core.price_named.vendor is 'whose bill it is';
comment on column core.price_named.ai_model is 'the name that the source uses';
comment on column core.price_named.unit is 'what one pays per (input, output, cached_input, …)';
comment on column core.price_named.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column core.price_named.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column core.price_named.variant is 'region, resolution or another named variant, null where none';
comment on column core.price_named.currency is 'ISO 4217 code as printed';
comment on column core.price_named.amount is 'exact amount as printed, for one per';
comment on column core.price_named.per is 'what the amount buys (1M tokens, image, second, …)';
comment on column core.price_named.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column core.price_named.effective_from is 'first day on which the source says it holds';
comment on column core.price_named.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column core.price_named.observed_at is 'UTC time at which we first saw this reading';
comment on column core.price_named.quote is 'the words of the document';
comment on column core.price_named.status is 'accepted, quarantined, or rejected by a person';
comment on column core.price_named.rule is 'the rule that quarantined it, or by which it was accepted later';
comment on column core.price_named.reason is 'why it is quarantined, and what to do';
comment on column core.price_named.decided_at is 'UTC time of the decision made after it was stored';
comment on column core.price_named.decided_by is 'who decided: a rule or a person';
comment on column core.price_named.ai_model_id is 'vendor/name of the AI model';
comment on column core.price_named.snapshot is 'dated snapshot that the name states';
comment on column core.price_named.host is 'who resells it, null for the maker';
comment on column core.price_named.alias is 'the moving alias that was written, null for a fixed name';
comment on column core.price_named.name_variant is 'variant that the name itself states (thinking, high …)';
