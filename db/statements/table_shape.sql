select * from core.{table} limit 0
