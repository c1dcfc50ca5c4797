-- one row: how much was read, and until when
create or replace view page.coverage as
select
    max(i.data_as_of) as data_as_of, max(i.published_at) as published_at,
    (select until from page.as_of) as until,
    (select count(*) from source_health) as sources,
    (select count(*) from source_health where state in ('ok', 'unchanged', 'partial')) as healthy,
    (select count(*) from core.development) as developments,
    (select count(distinct vendor) from core.development) as vendors,
    (select count(*) from core.action_item) as actions,
    (select count(*) from core.price_point) as prices
from snapshot_info i;
comment on view page.coverage is 'one row: how much was read, and until when';
comment on column page.coverage.data_as_of is 'UTC time at which a source was last read';
comment on column page.coverage.until is 'UTC time of the newest development';
comment on column page.coverage.published_at is 'UTC time at which this snapshot was published';
comment on column page.coverage.sources is 'sources that are watched';
comment on column page.coverage.healthy is 'of these, readable at the newest attempt';
comment on column page.coverage.developments is 'developments in all';
comment on column page.coverage.vendors is 'vendors that they come from';
comment on column page.coverage.actions is 'action items';
comment on column page.coverage.prices is 'prices read in all';
