-- one row per AI model, unit, tier, band, variant and stretch of time in which its price stood, as told by its best witness
create or replace view page.price_history as
with edge as (select read_at as until from page.as_of),
heard as (
    select
        ai_model_id, unit, tier, context_over, variant, source_id, series, min(witness_rank) as witness_rank,
        count(distinct usd_per_mtok) as prices, min(starts_at) as first_at
    from core.price_reading
    where usd_per_mtok is not null
    group by ai_model_id, unit, tier, context_over, variant, source_id, series
    -- Two names of one AI model in one source (such as those of its prompt lengths) are no change from one to the other:
    -- the plainest name speaks, of equal ones that with the lowest price.
    qualify row_number() over (
        partition by ai_model_id, unit, tier, context_over, variant, source_id
        order by min(name_rank), min(usd_per_mtok), series
    ) = 1
),
witness as (
    select
        *,
        row_number() over (
            partition by ai_model_id, unit, tier, context_over, variant
            order by witness_rank, prices desc, first_at, source_id
        ) as place
    from heard
),
told as (
    select r.*, lag(r.usd_per_mtok) over neighbours as before_usd
    from core.price_reading r
    join witness w on w.place = 1 and w.ai_model_id = r.ai_model_id and w.unit = r.unit and w.tier = r.tier
        and w.context_over is not distinct from r.context_over and w.variant is not distinct from r.variant
        and w.source_id = r.source_id and w.series = r.series
    where r.usd_per_mtok is not null
    window neighbours as (
        partition by r.ai_model_id, r.unit, r.tier, r.context_over, r.variant order by r.starts_at, r.observed_at, r.price_id
    )
),
steps as (select * from told where before_usd is null or before_usd <> usd_per_mtok)
select
    t.ai_model_id, a.name as ai_model, a.vendor, coalesce(c.title, a.vendor) as vendor_name, a.line, a.line_order, t.unit, t.tier,
    t.context_over, t.variant, t.usd_per_mtok, t.starts_at,
    coalesce(lead(t.starts_at) over following, greatest(e.until, t.starts_at)) as ends_at,
    t.dated,
    t.before_usd as before_usd_per_mtok, s.title as source_title, t.document_id, t.quote, s.url, t.observed_at
from steps t
cross join edge e
join core.ai_model a on a.ai_model_id = t.ai_model_id
left join core.company c on c.company = a.vendor
left join core.source s on s.source_id = t.source_id
window following as (
    partition by t.ai_model_id, t.unit, t.tier, t.context_over, t.variant order by t.starts_at, t.observed_at, t.price_id
);
comment on view page.price_history is 'one row per AI model, unit, tier, band, variant and stretch of time in which its price stood, as told by its best witness';
comment on column page.price_history.ai_model_id is 'the AI model';
comment on column page.price_history.ai_model is 'its name';
comment on column page.price_history.vendor is 'id of the vendor';
comment on column page.price_history.vendor_name is 'name of the vendor';
comment on column page.price_history.line is 'its line of AI models';
comment on column page.price_history.line_order is 'its place in that line, oldest first';
comment on column page.price_history.dated is 'false where its source already listed it when first read, so that nobody knows since when';
comment on column page.price_history.unit is 'what one pays per';
comment on column page.price_history.tier is 'standard, batch, …';
comment on column page.price_history.context_over is 'lower edge of the prompt-length band, tokens';
comment on column page.price_history.variant is 'named variant or null';
comment on column page.price_history.usd_per_mtok is 'US dollars per million tokens';
comment on column page.price_history.starts_at is 'UTC time from which it stood';
comment on column page.price_history.ends_at is 'UTC time until which it stood, or the newest data';
comment on column page.price_history.before_usd_per_mtok is 'the price before, null for the first';
comment on column page.price_history.source_title is 'who says so';
comment on column page.price_history.document_id is 'the stored document';
comment on column page.price_history.quote is 'the words of the document';
comment on column page.price_history.url is 'address of the source';
comment on column page.price_history.observed_at is 'UTC time at which we read it';
