-- one row per AI model, unit, tier, band, variant and source: what that source says now
create or replace view core.price_standing as
select
    r.ai_model_id, r.unit, r.tier, r.context_over, r.variant, r.source_id,
    arg_max(r.usd_per_mtok, (r.starts_at, r.observed_at)) as usd_per_mtok,
    max(r.starts_at) as since, arg_max(r.document_id, (r.starts_at, r.observed_at)) as document_id,
    arg_max(r.quote, (r.starts_at, r.observed_at)) as quote, min(r.witness_rank) as witness_rank,
    max(coalesce(a.last_seen_at, h.last_good_at, r.observed_at)) as confirmed_at
from core.price_reading r
cross join (select max(attempted_at) as now_at from core.fetch) e
left join core.fetch_latest h using (source_id)
left join (
    select price_key, min(observed_at) as last_seen_at from core.price_absence group by price_key
) a using (price_key)
where r.starts_at <= e.now_at
    and (r.effective_to is null or r.effective_to > e.now_at::date)
group by all;
comment on view core.price_standing is 'one row per AI model, unit, tier, band, variant and source: what that source says now';
comment on column core.price_standing.ai_model_id is 'the AI model';
comment on column core.price_standing.unit is 'what one pays per';
comment on column core.price_standing.tier is 'standard, batch, …';
comment on column core.price_standing.context_over is 'lower edge of the band, tokens';
comment on column core.price_standing.variant is 'named variant or null';
comment on column core.price_standing.source_id is 'who says so';
comment on column core.price_standing.usd_per_mtok is 'US dollars per million tokens';
comment on column core.price_standing.since is 'UTC time from which it holds';
comment on column core.price_standing.document_id is 'the stored document';
comment on column core.price_standing.quote is 'the words of the document';
comment on column core.price_standing.witness_rank is '0 for the vendor''s own page, 1 for catalogues';
comment on column core.price_standing.confirmed_at is 'UTC time at which the source last still listed it';
