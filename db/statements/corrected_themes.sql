-- The themes that readers gave, with the text, its vector, and what the screen showed before anybody spoke.
with told as (
    select c.*, max(ordinal) filter (c.value is null) over (partition by development_id) as taken_back
    from core.correction c
    where field = 'themes'
),
said as (
    select
        development_id, any_value(value) filter (standing) as value,
        arg_min(was, ordinal) filter (was is not null and ordinal > coalesce(taken_back, 0)) as was
    from told
    group by development_id
)
select d.development_id, d.title, d.body, d.source_id, d.vendor, d.published_at, d.url, s.value, s.was, e.vector
from said s
join core.development d using (development_id)
join core.embedding e on e.subject_id = d.development_id and e.embedder = ?
where s.value is not null
order by d.development_id
