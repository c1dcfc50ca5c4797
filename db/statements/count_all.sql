select count(*) from core.{table}
