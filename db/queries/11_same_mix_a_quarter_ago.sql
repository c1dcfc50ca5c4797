-- What do three million input tokens and one million output tokens cost now, and what did they cost 90 days ago?
with earlier as (
    select ai_model_id, unit, arg_min(old_usd_per_mtok, changed_at) as usd_per_mtok
    from price_changes
    where tier = 'standard' and context_over is null and variant is null
        and changed_at > (select data_as_of from snapshot_info) - interval 90 day
        and changed_at <= (select data_as_of from snapshot_info)
    group by ai_model_id, unit
),
mix as (
    select
        l.ai_model_id, count(*) as units,
        sum(case l.unit when 'input' then 3 else 1 end * l.usd_per_mtok) as usd_now,
        sum(case l.unit when 'input' then 3 else 1 end * coalesce(e.usd_per_mtok, l.usd_per_mtok)) as usd_90_days_ago
    from price_latest l
    left join earlier e on e.ai_model_id = l.ai_model_id and e.unit = l.unit
    where l.unit in ('input', 'output') and l.tier = 'standard' and l.context_over is null and l.variant is null
    group by l.ai_model_id
)
select
    ai_model_id, usd_now, usd_90_days_ago,
    case when usd_90_days_ago > 0 then round(usd_now / usd_90_days_ago::double, 4) end as ratio
from mix
join ai_models using (ai_model_id)
where units = 2 and usd_now > 0 and line is not null -- resold AI models stand in no line
order by usd_now, ai_model_id
limit 50;
