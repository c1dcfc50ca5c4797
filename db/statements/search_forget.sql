delete from core.{table} where list_contains(?, segment)
