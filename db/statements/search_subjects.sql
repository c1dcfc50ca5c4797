select
    d.development_id, false, d.vendor, d.kind, d.source_id, d.published_at, d.title, d.body, null as document_id,
    null as episode
from core.development d
where d.development_id in (select unnest($1::varchar[]))
union all
select p.passage_id, true, s.vendor, s.kind, p.source_id, p.published_at, null, p.text, p.document_id, p.episode
from core.passage p
left join core.source s using (source_id)
where p.passage_id in (select unnest($1::varchar[]))
