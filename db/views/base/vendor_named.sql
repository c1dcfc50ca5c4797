-- one row per vendor whose name is known: a company, or who only publishes
create or replace view core.vendor_named as
select company as vendor, title from core.company
union all
select publisher, title from core.publisher anti join core.company on company = publisher;
comment on view core.vendor_named is 'one row per vendor whose name is known: a company, or who only publishes';
comment on column core.vendor_named.vendor is 'id of the vendor';
comment on column core.vendor_named.title is 'its name';
