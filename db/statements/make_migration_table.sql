create table if not exists main.schema_migration (
    version integer not null, applied_at timestamptz not null default current_timestamp
);
