-- one row per AI model, unit, tier, band, variant and source: what that source said of the time `moment`
create or replace macro core.price_standing_at(moment) as table
with held as (
    select *
    from core.price_run
    where starts_at <= moment and (next_starts_at is null or next_starts_at > moment) and usd_per_mtok is not null
),
gone as (
    select price_key, max(observed_at) as gone_at, arg_max(coalesce(last_seen_at, observed_at), observed_at) as last_seen_at
    from core.price_absence
    where observed_at <= moment
    group by price_key
)
select
    h.ai_model_id, h.unit, h.tier, h.context_over, h.variant, h.source_id, h.usd_per_mtok, h.since, h.document_id, h.quote,
    h.witness_rank, h.price_id, h.ai_model, h.effective_to, h.observed_at, h.offer, h.next_usd_per_mtok,
    case when h.next_usd_per_mtok is not null then h.next_starts_at end as next_from,
    (h.effective_to is null or h.effective_to > moment::date) and (g.gone_at is null or g.gone_at < h.observed_at) as listed,
    case
        when h.effective_to <= moment::date then h.effective_to::timestamp at time zone 'UTC' - interval 1 day
        when g.gone_at >= h.observed_at then g.last_seen_at
        else greatest(h.observed_at, coalesce(l.last_good_at, h.observed_at))
    end as confirmed_at
from held h
left join gone g on g.price_key = h.price_key
left join core.fetch_latest l on l.source_id = h.source_id
-- Where several names of one source mean one AI model, the plainest name speaks for it.
qualify row_number() over (
    partition by hash(h.offer, h.source_id) order by (not listed)::int * 10000 + h.name_rank, h.price_id
) = 1;
comment on macro table core.price_standing_at is 'one row per AI model, unit, tier, band, variant and source: what that source said of the time `moment`';

-- one row per AI model, unit, tier, band, variant and source: what that source says now
create or replace view core.price_standing as
select * from core.price_standing_at((select coalesce(max(attempted_at), 'epoch'::timestamptz) from core.fetch));
comment on view core.price_standing is 'one row per AI model, unit, tier, band, variant and source: what that source says now';
comment on column core.price_standing.ai_model_id is 'vendor/name of the AI model';
comment on column core.price_standing.unit is 'what one pays per (input, output, cached_input, …)';
comment on column core.price_standing.tier is 'standard, batch, flex, priority, …, joined by +';
comment on column core.price_standing.context_over is 'lower edge in tokens of the prompt-length band, null for the base row';
comment on column core.price_standing.variant is 'region, resolution or another named variant, null where none';
comment on column core.price_standing.source_id is 'who says so';
comment on column core.price_standing.usd_per_mtok is 'exact US dollars per million tokens; null where the unit is no token or the currency another';
comment on column core.price_standing.since is 'UTC time from which it holds';
comment on column core.price_standing.document_id is 'the stored document';
comment on column core.price_standing.quote is 'the words of the document';
comment on column core.price_standing.witness_rank is '0 for the vendor''s own page, 1 for catalogues';
comment on column core.price_standing.price_id is 'content hash of the reading';
comment on column core.price_standing.ai_model is 'the name that the source uses';
comment on column core.price_standing.effective_to is 'first day on which it no longer holds, where the source says so';
comment on column core.price_standing.observed_at is 'UTC time at which we first saw this reading';
comment on column core.price_standing.offer is 'number of the AI model, unit, tier, band and variant together';
comment on column core.price_standing.next_usd_per_mtok is 'announced price that does not hold yet, null where none is known';
comment on column core.price_standing.next_from is 'UTC day from which the announced price holds';
comment on column core.price_standing.listed is 'false where no source lists it any more: not seen since last confirmed';
comment on column core.price_standing.confirmed_at is 'UTC time at which the source last still listed it';
