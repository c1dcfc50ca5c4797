create schema if not exists core;
create table if not exists core.schema_migration (
    version integer not null, applied_at timestamptz not null default current_timestamp
);
