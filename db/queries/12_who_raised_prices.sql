-- Which prices rose and which fell in the last 90 days of data, and in which words?
select
    a.vendor, c.ai_model_id, c.unit, c.tier, c.context_over, c.old_usd_per_mtok, c.new_usd_per_mtok, c.ratio,
    case when c.new_usd_per_mtok > c.old_usd_per_mtok then 'rose' else 'fell' end as direction, c.changed_at, c.quote
from price_changes c
join ai_models a using (ai_model_id)
where a.line is not null -- resold AI models stand in no line
    and c.changed_at > (select data_as_of from snapshot_info) - interval 90 day
    and c.changed_at <= (select data_as_of from snapshot_info)
order by direction desc, c.ratio desc nulls last, c.ai_model_id, c.unit
limit 50;
