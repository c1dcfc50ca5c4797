-- one row per source: how it is doing and what it may be used for
create or replace view page.source_list as
select
    h.source_id, h.title, h.vendor, coalesce(c.title, h.vendor) as vendor_name, h.kind, s.url, s.cadence, s.licence, h.state,
    h.error, h.last_good_at, h.last_attempt_at, h.next_due_at, h.consecutive_failures, h.new_items,
    h.state in ('ok', 'unchanged', 'partial') as healthy
from source_health h
join sources s using (source_id)
left join core.vendor_named c on c.vendor = h.vendor;
comment on view page.source_list is 'one row per source: how it is doing and what it may be used for';
comment on column page.source_list.source_id is 'the source';
comment on column page.source_list.title is 'its name';
comment on column page.source_list.vendor is 'id of the vendor';
comment on column page.source_list.vendor_name is 'name of the vendor';
comment on column page.source_list.kind is 'how it is read';
comment on column page.source_list.url is 'its address';
comment on column page.source_list.cadence is 'how often it is due';
comment on column page.source_list.licence is 'what we may keep and show';
comment on column page.source_list.state is 'ok, unchanged, partial, failing, suspicious, paused or never';
comment on column page.source_list.error is 'what went wrong, in a sentence';
comment on column page.source_list.last_good_at is 'UTC time of the newest readable answer';
comment on column page.source_list.last_attempt_at is 'UTC time of the newest attempt';
comment on column page.source_list.next_due_at is 'UTC time from which it is due';
comment on column page.source_list.consecutive_failures is 'attempts in a row that gave nothing readable';
comment on column page.source_list.new_items is 'new records of the newest attempt';
comment on column page.source_list.healthy is 'true where the newest attempt could be read';
