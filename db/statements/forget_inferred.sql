delete from core.{table} where list_contains(?, development_id)
