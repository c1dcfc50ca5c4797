-- one row: what this snapshot is
create or replace view snapshot_info as
select version, published_at, data_as_of, schema_version, embedder, head from core.snapshot;
comment on view snapshot_info is 'one row: what this snapshot is';
comment on column snapshot_info.version is 'number of the snapshot, ever growing';
comment on column snapshot_info.published_at is 'UTC time of the publication';
comment on column snapshot_info.data_as_of is 'UTC time of the newest answer of any source';
comment on column snapshot_info.schema_version is 'number of the newest migration';
comment on column snapshot_info.embedder is 'name, version and hash of the embedder';
comment on column snapshot_info.head is 'figures of the theme head';
