-- one row per source: how it is doing
create or replace view source_health as
select
    s.source_id, coalesce(l.state, 'never') as state, l.last_good_at, l.last_attempt_at, l.sentence as error,
    coalesce(l.consecutive_failures, 0) as consecutive_failures, l.next_due_at, coalesce(l.new_items, 0) as new_items,
    s.title, s.vendor, s.kind
from core.source s
left join core.fetch_latest l using (source_id)
where s.listed;
comment on view source_health is 'one row per source: how it is doing';
comment on column source_health.source_id is 'the source';
comment on column source_health.state is 'ok, unchanged, partial, failing, suspicious, paused or never';
comment on column source_health.last_good_at is 'UTC time of the newest answer that could be read';
comment on column source_health.last_attempt_at is 'UTC time of the newest attempt';
comment on column source_health.error is 'what went wrong, in a sentence; null where nothing did';
comment on column source_health.consecutive_failures is 'attempts in a row that gave nothing readable';
comment on column source_health.next_due_at is 'UTC time from which it is due again';
comment on column source_health.new_items is 'new records of the newest attempt';
comment on column source_health.title is 'name on screens';
comment on column source_health.vendor is 'the vendor watched';
comment on column source_health.kind is 'how it is read';
