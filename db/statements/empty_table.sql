delete from core.{table}
