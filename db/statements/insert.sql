insert into core.{table} by name select * from incoming
