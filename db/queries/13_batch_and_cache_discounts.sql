-- What part of the list price of input tokens is left in the batch tier, and what part for cached input?
with wide as (
    select
        ai_model_id,
        max(usd_per_mtok) filter (where unit = 'input' and tier = 'standard') as input_usd_per_mtok,
        max(usd_per_mtok) filter (where unit = 'input' and tier = 'batch') as batch_usd_per_mtok,
        max(usd_per_mtok) filter (where unit = 'cached_input' and tier = 'standard') as cached_usd_per_mtok
    from price_latest
    where context_over is null and variant is null and listed
    group by ai_model_id
)
select
    ai_model_id, input_usd_per_mtok, round(batch_usd_per_mtok / input_usd_per_mtok::double, 4) as batch_of_list,
    round(cached_usd_per_mtok / input_usd_per_mtok::double, 4) as cached_of_list
from wide
join ai_models using (ai_model_id)
where input_usd_per_mtok > 0 and coalesce(batch_usd_per_mtok, cached_usd_per_mtok) is not null
    and line is not null -- resold AI models stand in no line
order by batch_of_list nulls last, cached_of_list nulls last, ai_model_id
limit 100;
