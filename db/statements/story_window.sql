select d.development_id, d.title, d.body, d.source_id, d.vendor, d.published_at, d.url, d.dated_by = 'vendor' as dated, m.story_id, e.vector
from core.development d
join core.story_development m using (development_id)
left join core.embedding e on e.subject_id = d.development_id and e.embedder = ?
where d.published_at >= ? and d.published_at <= ?
