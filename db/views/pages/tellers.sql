-- one row per vendor and source that told a development or has a passage of talk
create or replace view page.tellers as
with told as (
    select vendor, kind, source_id from developments
    union
    select s.vendor, s.kind, p.source_id
    from core.passage p
    join core.source s using (source_id)
)
select
    t.vendor, coalesce(c.title, t.vendor) as vendor_name, t.kind, t.source_id, coalesce(s.title, t.source_id) as source_title
from told t
left join core.vendor_named c on c.vendor = t.vendor
left join core.source s using (source_id);
comment on view page.tellers is 'one row per vendor and source that told a development or has a passage of talk';
comment on column page.tellers.vendor is 'id of the vendor, as readers corrected it';
comment on column page.tellers.vendor_name is 'name of the vendor, its id where no better one is known';
comment on column page.tellers.kind is 'how the source is read';
comment on column page.tellers.source_id is 'the source';
comment on column page.tellers.source_title is 'name of the source';
