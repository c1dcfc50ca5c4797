insert into main.schema_migration (version) values (?)
