select ordinal from core.search_item where list_contains(?, {column})
