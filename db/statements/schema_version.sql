select coalesce(max(version), 0) from core.schema_migration
