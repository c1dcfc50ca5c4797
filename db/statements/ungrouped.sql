select d.development_id, d.title, d.body, d.source_id, d.vendor, d.published_at, d.url, d.dated_by = 'vendor' as dated
from core.development d
join core.inference i using (development_id)
where d.development_id not in (select development_id from core.story_development)
order by d.published_at, d.development_id
limit ?
