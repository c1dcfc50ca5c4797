-- one row per quarter's end, AI model, unit, tier, band and variant: what a workload would be billed with
create or replace view page.workload_prices as
with told as (
    select 0 as quarters_ago, (select read_at from page.as_of) as priced_at, *
    from price_latest
    union all
    select 1, (select date_trunc('quarter', read_at) - interval 1 second from page.as_of), *
    from prices_as_of((select date_trunc('quarter', read_at) - interval 1 second from page.as_of))
    union all
    select 2, (select date_trunc('quarter', read_at) - interval 3 month - interval 1 second from page.as_of), *
    from prices_as_of((select date_trunc('quarter', read_at) - interval 3 month - interval 1 second from page.as_of))
    union all
    select 3, (select date_trunc('quarter', read_at) - interval 6 month - interval 1 second from page.as_of), *
    from prices_as_of((select date_trunc('quarter', read_at) - interval 6 month - interval 1 second from page.as_of))
    union all
    select 4, (select date_trunc('quarter', read_at) - interval 9 month - interval 1 second from page.as_of), *
    from prices_as_of((select date_trunc('quarter', read_at) - interval 9 month - interval 1 second from page.as_of))
)
select
    t.quarters_ago, t.priced_at, t.ai_model_id, a.name as ai_model, a.vendor, coalesce(c.title, a.vendor) as vendor_name,
    a.vendor in (
        select vendor from core.source where listed and kind in ('feed', 'changelog', 'pricing_page')
    ) and a.ai_model_id not in (select ai_model_id from core.ai_model_name where host is not null and ai_model_id is not null) as own,
    t.unit, t.tier, t.context_over, t.variant, t.usd_per_mtok, t.since, t.last_confirmed_at, t.agree, s.title as source_title,
    s.url, t.quote, t.document_id
from told t
join core.ai_model a on a.ai_model_id = t.ai_model_id
left join core.company c on c.company = a.vendor
left join core.source s on s.source_id = t.source_id
where (t.listed or t.quarters_ago > 0)
    and t.unit in ('input', 'output', 'cached_input', 'cache_write', 'cache_write_5m', 'cache_write_1h', 'cache_storage', 'blended');
comment on view page.workload_prices is 'one row per quarter''s end, AI model, unit, tier, band and variant: what a workload would be billed with';
comment on column page.workload_prices.quarters_ago is '0 now, 1 the end of the last quarter, and so on to 4';
comment on column page.workload_prices.priced_at is 'UTC time whose prices these are';
comment on column page.workload_prices.ai_model_id is 'the AI model';
comment on column page.workload_prices.ai_model is 'its name';
comment on column page.workload_prices.vendor is 'id of the vendor';
comment on column page.workload_prices.vendor_name is 'name of the vendor';
comment on column page.workload_prices.own is 'true for the maker''s own price where the maker''s news are watched, false for what is resold';
comment on column page.workload_prices.unit is 'what one pays per';
comment on column page.workload_prices.tier is 'standard, batch, …';
comment on column page.workload_prices.context_over is 'lower edge of the prompt-length band, tokens';
comment on column page.workload_prices.variant is 'named variant or null';
comment on column page.workload_prices.usd_per_mtok is 'US dollars per million tokens';
comment on column page.workload_prices.since is 'UTC time from which it stood';
comment on column page.workload_prices.last_confirmed_at is 'UTC time at which a source last listed it';
comment on column page.workload_prices.agree is 'true where all sources say the same';
comment on column page.workload_prices.source_title is 'who says so';
comment on column page.workload_prices.url is 'address of the source';
comment on column page.workload_prices.quote is 'the words of the document';
comment on column page.workload_prices.document_id is 'the stored document';
