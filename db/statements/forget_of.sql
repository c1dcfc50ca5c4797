delete from core.{table} where source_id = ?
