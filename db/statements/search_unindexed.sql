-- Ids are compared by their hash: comparing the texts of a whole archive's ids costs three times as much.
with indexed as (select hash(subject_id) as subject from core.search_item),
lacking as (
    select d.development_id as subject_id, false as passage, d.published_at, d.source_id as within, 0 as place
    from core.development d
    anti join indexed i on i.subject = hash(d.development_id)
    union all
    select p.passage_id, true, p.published_at, p.document_id, p.ordinal
    from core.passage p
    anti join indexed i on i.subject = hash(p.passage_id)
    order by passage, published_at, within, place, subject_id
    limit ?
)
select subject_id, passage from lacking order by passage, published_at, within, place, subject_id
