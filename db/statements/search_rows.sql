select
    i.ordinal, case when not t.passage then t.subject_id end as development_id,
    case when i.passage then i.subject_id end as passage_id, i.published_at
from core.search_item i
join core.search_item t on t.ordinal = i.thread
where i.ordinal in (select unnest(?::integer[]))
order by i.ordinal
