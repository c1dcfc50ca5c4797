-- What part of the list price of input tokens is left in the batch tier, and what part for cached input?
with base as (
    select ai_model_id, unit, tier, usd_per_mtok
    from price_latest
    where context_over is null and variant is null
)
select
    l.ai_model_id, l.usd_per_mtok as input_usd_per_mtok,
    round(b.usd_per_mtok / l.usd_per_mtok::double, 4) as batch_of_list,
    round(c.usd_per_mtok / l.usd_per_mtok::double, 4) as cached_of_list
from base l
join ai_models a on a.ai_model_id = l.ai_model_id and a.line is not null -- resold AI models stand in no line
left join base b on b.ai_model_id = l.ai_model_id and b.unit = 'input' and b.tier = 'batch'
left join base c on c.ai_model_id = l.ai_model_id and c.unit = 'cached_input' and c.tier = 'standard'
where l.unit = 'input' and l.tier = 'standard' and l.usd_per_mtok > 0
    and (b.usd_per_mtok is not null or c.usd_per_mtok is not null)
order by batch_of_list nulls last, cached_of_list nulls last, l.ai_model_id
limit 100;
