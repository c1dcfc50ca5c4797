-- one row per source
create or replace view sources as
select source_id, vendor, kind, title, url, cadence_s, licence, listed,
    case when cadence_s % 86400 = 0 then (cadence_s // 86400) || 'd' when cadence_s % 3600 = 0
        then (cadence_s // 3600) || 'h' else (cadence_s // 60) || 'm' end as cadence
from core.source;
comment on view sources is 'one row per source';
comment on column sources.source_id is 'stable id';
comment on column sources.vendor is 'the vendor watched';
comment on column sources.kind is 'how it is read';
comment on column sources.title is 'name on screens';
comment on column sources.url is 'its address, null for a bundled file';
comment on column sources.cadence_s is 'seconds between two looks';
comment on column sources.licence is 'what we may keep and show';
comment on column sources.listed is 'false once it is no longer in a sources file';
comment on column sources.cadence is 'time between two looks, such as 1h or 1d';
