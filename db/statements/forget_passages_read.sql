delete from core.{table} where list_contains(?, passage_id)
