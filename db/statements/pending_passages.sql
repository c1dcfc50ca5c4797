select p.passage_id, p.text, s.vendor
from core.passage p
left join core.source s using (source_id)
left join core.passage_reading r on r.passage_id = p.passage_id and r.vocabulary = ?
where r.passage_id is null
order by p.published_at desc nulls last, p.document_id, p.ordinal
limit ?
