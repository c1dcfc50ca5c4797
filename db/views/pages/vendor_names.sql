-- one row per vendor that has a source, a development or a price
create or replace view page.vendor_names as
with seen as (
    select vendor from core.source
    union select vendor from core.development
    union select vendor from core.price_point
    union select value from core.correction where field = 'vendor' and standing
)
select s.vendor, coalesce(c.title, s.vendor) as vendor_name
from seen s
left join core.vendor_named c on c.vendor = s.vendor;
comment on view page.vendor_names is 'one row per vendor that has a source, a development or a price';
comment on column page.vendor_names.vendor is 'id of the vendor';
comment on column page.vendor_names.vendor_name is 'name of the vendor, its id where no better one is known';
