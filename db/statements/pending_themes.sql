-- Judged by this tagger, but with another head than the one that readers' corrections made; the newest first.
select d.development_id, d.title, d.body, d.source_id, d.vendor, d.published_at, d.url, e.vector
from core.inference i
join core.development d using (development_id)
join core.embedding e on e.subject_id = d.development_id and e.embedder = ?
where split_part(i.tagger, '+', 1) = split_part(?, '+', 1) and i.tagger <> ?
order by d.published_at desc, d.development_id
limit ?
