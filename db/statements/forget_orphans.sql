delete from core.{table} where development_id not in (select development_id from core.development)
