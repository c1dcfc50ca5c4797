select
    c.schema_name || '.' || c.table_name as view, c.column_name as "column", c.data_type as type, c.comment,
    v.comment as view_comment
from duckdb_columns() c
join duckdb_views() v on v.view_oid = c.table_oid and v.database_oid = c.database_oid
where c.schema_name in ('main', 'page') and not c.internal
order by c.schema_name, c.table_name, c.column_index
