select m.story_id, d.development_id, d.title, d.source_id, d.published_at, d.dated_by, e.vector,
    d.vendor
from core.story_development m
join core.development d using (development_id)
left join core.embedding e on e.subject_id = d.development_id and e.embedder = ?
where list_contains(?, m.story_id)
order by m.story_id, d.published_at, d.development_id
