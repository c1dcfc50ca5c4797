select i.ordinal, e.score
from (
    select subject_id, list_inner_product(vector, ?::float[]) as score
    from core.embedding
    where embedder = (select embedder from core.snapshot order by version desc limit 1) and len(vector) = ?
    order by score desc
    limit ?
) e
join core.search_item i on i.subject_id = e.subject_id
where not i.passage
