-- one row per reading that counts, with the price before it and since when its own price stands
create or replace view core.price_run as
select
    *,
    max(case when changed or old_price_id is null then starts_at end) over (
        partition by series order by starts_at, observed_at, price_id
        rows between unbounded preceding and current row
    ) as since
from (
    select
        *,
        case when per = old_per and currency = old_currency and amount <> old_amount then true
            else coalesce(usd_per_mtok <> old_usd_per_mtok, false) end as changed
    from (
        select
            *,
            lag(usd_per_mtok) over neighbours as old_usd_per_mtok, lag(amount) over neighbours as old_amount,
            lag(per) over neighbours as old_per, lag(currency) over neighbours as old_currency,
            lag(quote) over neighbours as old_quote, lag(price_id) over neighbours as old_price_id,
            lead(starts_at) over neighbours as next_starts_at,
            lead(usd_per_mtok) over neighbours as next_usd_per_mtok
        from core.price_reading
        window neighbours as (
            partition by series order by starts_at, observed_at, price_id
        )
    )
);
comment on view core.price_run is 'one row per reading that counts, with the price before it and since when its own price stands';
comment on column core.price_run.price_id is 'content hash of the reading';
comment on column core.price_run.price_key is 'source, AI model, unit, tier, band, variant and effective date together';
comment on column core.price_run.series_key is 'what a series of readings shares: source, name, unit, tier, band, variant, currency';
comment on column core.price_run.vendor is 'whose bill it is';
comment on column core.price_run.ai_model is 'the name that the source uses';
comment on column core.price_run.ai_model_id is 'vendor/name of the AI model';
comment on column core.price_run.snapshot is 'dated snapshot that the name states';
comment on column core.price_run.host is 'who resells it, null for the maker';
comment on column core.price_run.alias is 'the moving alias that was written, null for a fixed name';
comment on column core.price_run.name_variant is 'variant that the name itself states (thinking, high …)';
comment on column core.price_run.unit is 'what one pays per (input, output, cached_input, …)';
comment on column core.price_run.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column core.price_run.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column core.price_run.variant is 'region, resolution or another named variant, null where none';
comment on column core.price_run.currency is 'ISO 4217 code as printed';
comment on column core.price_run.amount is 'exact amount as printed, for one per';
comment on column core.price_run.per is 'what the amount buys (1M tokens, image, second, …)';
comment on column core.price_run.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column core.price_run.source_id is 'who says so';
comment on column core.price_run.source_kind is 'kind of that source';
comment on column core.price_run.document_id is 'the stored document';
comment on column core.price_run.quote is 'the words of the document';
comment on column core.price_run.observed_at is 'UTC time at which we first saw this reading';
comment on column core.price_run.effective_from is 'first day on which the source says it holds';
comment on column core.price_run.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column core.price_run.first_reading is 'true for the first reading of its key';
comment on column core.price_run.starts_at is 'UTC time from which the reading holds: the stated day, else when we saw it';
comment on column core.price_run.dated is 'true where that time is stated or was seen to come; false for what a source already listed when first read';
comment on column core.price_run.witness_rank is '0 for the vendor''s own page, 1 for catalogues';
comment on column core.price_run.series is 'number of the series: one source, one thing sold, one AI model';
comment on column core.price_run.offer is 'number of the AI model, unit, tier, band and variant together';
comment on column core.price_run.name_rank is 'how plain the name is among several names of one AI model, the smallest the plainest';
comment on column core.price_run.old_usd_per_mtok is 'before';
comment on column core.price_run.old_amount is 'before, as printed';
comment on column core.price_run.old_per is 'what the old amount bought';
comment on column core.price_run.old_currency is 'its currency';
comment on column core.price_run.old_quote is 'the words for the price before it';
comment on column core.price_run.old_price_id is 'the reading before it';
comment on column core.price_run.next_starts_at is 'UTC time from which the next reading holds, null for the newest';
comment on column core.price_run.next_usd_per_mtok is 'announced price that does not hold yet, null where none is known';
comment on column core.price_run.changed is 'true where it differs from the reading before it';
comment on column core.price_run.since is 'UTC time from which it holds';
