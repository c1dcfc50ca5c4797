delete from core.{table} where passage_id not in (select passage_id from core.passage)
