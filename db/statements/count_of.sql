select count(*) from core.{table} where source_id = ?
