-- What do three million input tokens and one million output tokens cost now, and what did they cost 90 days ago?
with mixes as (
    select
        ai_model_id, count(usd_per_mtok) as units,
        sum(case unit when 'input' then 3 else 1 end * usd_per_mtok) as usd, min(last_confirmed_at) as last_confirmed_at
    from price_latest
    where unit in ('input', 'output') and tier = 'standard' and context_over is null and variant is null and listed
    group by ai_model_id
),
earlier as (
    select
        ai_model_id, count(usd_per_mtok) as units,
        sum(case unit when 'input' then 3 else 1 end * usd_per_mtok) as usd
    from prices_as_of((select data_as_of from snapshot_info) - interval 90 day)
    where unit in ('input', 'output') and tier = 'standard' and context_over is null and variant is null
    group by ai_model_id
)
select
    m.ai_model_id, m.usd as usd_now, e.usd as usd_90_days_ago,
    case when e.usd > 0 then round(m.usd / e.usd::double, 4) end as ratio, m.last_confirmed_at
from mixes m
join ai_models a on a.ai_model_id = m.ai_model_id and a.line is not null -- resold AI models stand in no line
left join earlier e on e.ai_model_id = m.ai_model_id and e.units = 2
where m.units = 2 and m.usd > 0
order by m.usd, m.ai_model_id
limit 50;
