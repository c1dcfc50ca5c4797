select
    (select coalesce(max(ordinal), -1) + 1 from core.search_item),
    (select coalesce(max(segment), -1) + 1 from core.search_segment)
