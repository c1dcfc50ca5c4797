-- one row per AI model, unit, tier, band and variant: the price now; the vendor's own page wins
create or replace view price_latest as
select * from prices_as_of((select coalesce(max(attempted_at), 'epoch'::timestamptz) from core.fetch));
comment on view price_latest is 'one row per AI model, unit, tier, band and variant: the price now; the vendor''s own page wins';
comment on column price_latest.ai_model_id is 'vendor/name of the AI model';
comment on column price_latest.unit is 'what one pays per (input, output, cached_input, …)';
comment on column price_latest.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column price_latest.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column price_latest.variant is 'region, resolution or another named variant, null where none';
comment on column price_latest.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column price_latest.since is 'UTC time from which it holds';
comment on column price_latest.last_confirmed_at is 'UTC time at which a source last still listed it';
comment on column price_latest.sources is 'how many sources list a price';
comment on column price_latest.agree is 'true where all of them give the same';
comment on column price_latest.low is 'lowest price among them';
comment on column price_latest.high is 'highest price among them';
comment on column price_latest.source_id is 'who says so';
comment on column price_latest.quote is 'the words of the document';
comment on column price_latest.document_id is 'the stored document';
comment on column price_latest.listed is 'false where no source lists it any more: not seen since last confirmed';
comment on column price_latest.next_usd_per_mtok is 'announced price that does not hold yet, null where none is known';
comment on column price_latest.next_from is 'UTC day from which the announced price holds';
