insert into core.schema_migration (version) values (?)
