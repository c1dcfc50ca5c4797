-- one row per runtime of entities.toml
create or replace view runtimes as
select runtime, company, layer, licence, url, title from core.runtime;
comment on view runtimes is 'one row per runtime of entities.toml';
comment on column runtimes.runtime is 'runtime id';
comment on column runtimes.company is 'who makes it';
comment on column runtimes.layer is 'device_desktop, local_runtime_sandbox, harness, framework_sdk, protocol, cloud_platform_gateway or silicon';
comment on column runtimes.licence is 'licence of the runtime, where known';
comment on column runtimes.url is 'its own page';
comment on column runtimes.title is 'name on screens';
