with asked as (
    select ordinal, subject_id, passage from core.search_item where ordinal in (select unnest(?::integer[]))
)
select a.ordinal, d.title, d.body from asked a join core.development d on d.development_id = a.subject_id
where not a.passage
union all
select a.ordinal, null, p.text from asked a join core.passage p on p.passage_id = a.subject_id where a.passage
