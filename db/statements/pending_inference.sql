select d.development_id, d.title, d.body, d.source_id, d.vendor, d.published_at, d.url
from core.development d
left join core.inference i on i.development_id = d.development_id and split_part(i.tagger, '+', 1) = ?
where i.development_id is null
order by d.published_at, d.development_id
limit ?
