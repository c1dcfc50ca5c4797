-- one row per price reading that counts and AI model that its name meant while it held: accepted, with an amount
create or replace view core.price_reading as
with first_look as (
    select source_id, min(observed_at) as first_at, min(effective_from) as first_stated from core.price_point group by source_id
),
first_of_key as (
    select price_key, min(observed_at) as first_at from core.price_judged where status = 'accepted' group by price_key
)
select
    p.price_id, p.price_key, p.series_key, p.vendor, p.ai_model, n.ai_model_id, n.snapshot, n.host, n.alias,
    n.variant as name_variant, p.unit, p.tier, p.context_over, p.variant, p.currency, p.amount, p.per, p.usd_per_mtok,
    p.source_id, s.kind as source_kind, p.document_id, p.quote, p.observed_at, p.effective_from,
    -- Where an alias moves on, its price says nothing more of the AI model that it meant.
    least(p.effective_to, n.valid_to) as effective_to,
    p.observed_at = k.first_at as first_reading,
    greatest(case
        when p.effective_from is not null and p.observed_at = k.first_at
            then p.effective_from::timestamp at time zone 'UTC'
        -- Known to have ended before we looked: it began before that, we do not know when.
        when p.effective_from is null and p.effective_to::timestamp at time zone 'UTC' <= p.observed_at
            then p.effective_to::timestamp at time zone 'UTC' - interval 1 day
        else p.observed_at
    end, n.valid_from::timestamp at time zone 'UTC') as starts_at,
    -- What a source already listed when it was first read began at a time that nobody states.
    coalesce(p.effective_from > f.first_stated, false) or p.observed_at > f.first_at as dated,
    case when s.kind = 'pricing_page' then 0 else 1 end as witness_rank,
    -- One number instead of many words: the views that compare neighbours and sources sort by it.
    hash(p.source_id, p.series_key, n.ai_model_id) as series,
    hash(n.ai_model_id, p.unit, p.tier, p.context_over, p.variant) as offer,
    -- The plainest of several names of one AI model is the smallest.
    (n.alias is not null)::int * 4000 + (n.variant is not null)::int * 2000 + (n.snapshot is not null)::int * 1000
        + least(length(p.ai_model), 999) as name_rank
from core.price_judged p
join core.source s on s.source_id = p.source_id
join first_look f on f.source_id = p.source_id
join first_of_key k on k.price_key = p.price_key
-- An alias that moved between the day from which a price is stated and the day on which it was read meant both in turn.
join core.ai_model_name n on n.vendor = p.vendor and n.ai_model = p.ai_model
    and coalesce(n.valid_from, date '0001-01-01') 
        <= greatest(p.effective_from, least(p.observed_at::date, p.effective_to - 1))
    and coalesce(n.valid_to, date '9999-12-31') > coalesce(p.effective_from, least(p.observed_at::date, p.effective_to - 1))
where p.status = 'accepted' and p.amount is not null and n.ai_model_id is not null;
comment on view core.price_reading is 'one row per price reading that counts and AI model that its name meant while it held: accepted, with an amount';
comment on column core.price_reading.price_id is 'content hash of the reading';
comment on column core.price_reading.price_key is 'source, AI model, unit, tier, band, variant and effective date together';
comment on column core.price_reading.series_key is 'what a series of readings shares: source, name, unit, tier, band, variant, currency';
comment on column core.price_reading.vendor is 'whose bill it is';
comment on column core.price_reading.ai_model is 'the name that the source uses';
comment on column core.price_reading.ai_model_id is 'vendor/name of the AI model';
comment on column core.price_reading.snapshot is 'dated snapshot that the name states';
comment on column core.price_reading.host is 'who resells it, null for the maker';
comment on column core.price_reading.alias is 'the moving alias that was written, null for a fixed name';
comment on column core.price_reading.name_variant is 'variant that the name itself states (thinking, high …)';
comment on column core.price_reading.unit is 'what one pays per (input, output, cached_input, …)';
comment on column core.price_reading.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column core.price_reading.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column core.price_reading.variant is 'region, resolution or another named variant, null where none';
comment on column core.price_reading.currency is 'ISO 4217 code as printed';
comment on column core.price_reading.amount is 'exact amount as printed, for one per';
comment on column core.price_reading.per is 'what the amount buys (1M tokens, image, second, …)';
comment on column core.price_reading.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column core.price_reading.source_id is 'who says so';
comment on column core.price_reading.source_kind is 'kind of that source';
comment on column core.price_reading.document_id is 'the stored document';
comment on column core.price_reading.quote is 'the words of the document';
comment on column core.price_reading.observed_at is 'UTC time at which we first saw this reading';
comment on column core.price_reading.effective_from is 'first day on which the source says it holds';
comment on column core.price_reading.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column core.price_reading.first_reading is 'true for the first reading of its key';
comment on column core.price_reading.starts_at is 'UTC time from which the reading holds: the stated day, else when we saw it';
comment on column core.price_reading.dated is 'true where that time is stated or was seen to come; false for what a source already listed when first read';
comment on column core.price_reading.witness_rank is '0 for the vendor''s own page, 1 for catalogues';
comment on column core.price_reading.series is 'number of the series: one source, one thing sold, one AI model';
comment on column core.price_reading.offer is 'number of the AI model, unit, tier, band and variant together';
comment on column core.price_reading.name_rank is 'how plain the name is among several names of one AI model, the smallest the plainest';
