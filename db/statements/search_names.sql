select distinct 'vendor' as field, vendor as id, vendor as name from core.search_item where vendor is not null
union all select 'vendor', vendor, title from core.vendor_named
union all select distinct 'kind', kind, kind from core.search_item where kind is not null
union all select 'source', source_id, source_id from core.source
union all select 'source', source_id, title from core.source
union all select 'theme', theme, theme from core.theme
union all select 'theme', theme, title from core.theme
