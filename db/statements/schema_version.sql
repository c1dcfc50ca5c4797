select coalesce(max(version), 0) from main.schema_migration
