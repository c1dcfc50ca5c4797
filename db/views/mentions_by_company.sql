-- one row per company and ground for counting a development: a place that names it, or that it is its own
create or replace view core.company_told as
select entity_id as company, development_id from mentions where entity_kind = 'company'
union all
select d.vendor, d.development_id from developments d join core.company c on c.company = d.vendor;
comment on view core.company_told is 'one row per company and ground for counting a development: a place that names it, or that it is its own';
comment on column core.company_told.company is 'id of the company';
comment on column core.company_told.development_id is 'the development';
