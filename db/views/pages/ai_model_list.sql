-- one row per AI model with a standard price: what it costs now
create or replace view page.ai_model_list as
with first_read as (select source_id, min(observed_at) as at from core.document group by source_id),
now_at as (
    select
        ai_model_id,
        max(usd_per_mtok) filter (unit = 'input') as input_usd_per_mtok,
        max(usd_per_mtok) filter (unit = 'output') as output_usd_per_mtok,
        max(usd_per_mtok) filter (unit = 'cached_input') as cached_input_usd_per_mtok,
        max(since) filter (since < r.at or since > r.at + interval 1 day) as since, max(last_confirmed_at) as last_confirmed_at, max(sources) as sources, bool_and(agree) as agree
    from price_latest
    left join first_read r using (source_id)
    where tier = 'standard' and context_over is null and variant is null
    group by ai_model_id
)
select
    a.ai_model_id, a.name as ai_model, a.vendor, coalesce(c.title, a.vendor) as vendor_name, a.line, a.released_at,
    n.input_usd_per_mtok, n.output_usd_per_mtok, n.cached_input_usd_per_mtok, n.since, n.last_confirmed_at, n.sources,
    n.agree, a.vendor in (
        select vendor from core.source where listed and kind in ('feed', 'changelog', 'pricing_page')
    ) as followed
from now_at n
join core.ai_model a using (ai_model_id)
left join core.company c on c.company = a.vendor;
comment on view page.ai_model_list is 'one row per AI model with a standard price: what it costs now';
comment on column page.ai_model_list.ai_model_id is 'the AI model';
comment on column page.ai_model_list.ai_model is 'its name';
comment on column page.ai_model_list.vendor is 'id of the vendor';
comment on column page.ai_model_list.vendor_name is 'name of the vendor';
comment on column page.ai_model_list.line is 'its line of AI models';
comment on column page.ai_model_list.released_at is 'day of release';
comment on column page.ai_model_list.input_usd_per_mtok is 'US dollars per million input tokens';
comment on column page.ai_model_list.output_usd_per_mtok is 'US dollars per million output tokens';
comment on column page.ai_model_list.cached_input_usd_per_mtok is 'US dollars per million input tokens read from the cache';
comment on column page.ai_model_list.since is 'UTC time of its newest price; null where it stood when its source was first read';
comment on column page.ai_model_list.last_confirmed_at is 'UTC time at which a source last listed it';
comment on column page.ai_model_list.sources is 'sources that list it';
comment on column page.ai_model_list.agree is 'true where all of them say the same';
comment on column page.ai_model_list.followed is 'true where the vendor''s own news are watched, false for mere resellers';
