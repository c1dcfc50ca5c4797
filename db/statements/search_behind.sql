select
    (select count(*) from core.development) + (select count(*) from core.passage)
    <> (select count(*) from core.search_item)
