with pending as (
    select p.passage_id, p.source_id, p.document_id, p.ordinal, p.text, p.published_at
    from core.passage p
    left join core.passage_reading r on r.passage_id = p.passage_id and r.vocabulary = ?
    where r.passage_id is null
    order by p.published_at desc nulls last, p.document_id, p.ordinal
    limit ?
)
select p.passage_id, right(b.text, ?), p.text, left(a.text, ?), s.vendor
from pending p
left join core.passage b on b.document_id = p.document_id and b.source_id = p.source_id and b.ordinal = p.ordinal - 1
left join core.passage a on a.document_id = p.document_id and a.source_id = p.source_id and a.ordinal = p.ordinal + 1
left join core.source s on s.source_id = p.source_id
order by p.published_at desc nulls last, p.document_id, p.ordinal
