select ordinal, subject_id, passage, published_at from core.search_item
where ordinal in (select unnest(?::integer[]))
