select min(ordinal) from core.search_item
where subject_id in (
    select development_id from core.development where source_id = ? and title = ?
    union all
    select passage_id from core.passage where document_id = ?
)
