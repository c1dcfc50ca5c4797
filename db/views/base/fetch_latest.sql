-- one row per source: its newest fetch attempt
create or replace view core.fetch_latest as
select
    source_id, arg_max(state, run_id) as state, arg_max(sentence, run_id) as sentence,
    arg_max(attempted_at, run_id) as last_attempt_at, arg_max(last_good_at, run_id) as last_good_at,
    arg_max(consecutive_failures, run_id) as consecutive_failures,
    arg_max(next_due_at, run_id) as next_due_at, arg_max(new_items, run_id) as new_items,
    arg_max(etag, run_id) filter (document_id is not null) as etag,
    arg_max(last_modified, run_id) filter (document_id is not null) as last_modified,
    arg_max(document_id, run_id) filter (document_id is not null) as document_id,
    arg_max(url, run_id) filter (document_id is not null) as url
from core.fetch
group by source_id;
comment on view core.fetch_latest is 'one row per source: its newest fetch attempt';
comment on column core.fetch_latest.source_id is 'the source';
comment on column core.fetch_latest.state is 'ok, unchanged, partial, failing, suspicious or paused, as of the newest attempt';
comment on column core.fetch_latest.sentence is 'what went wrong in the newest attempt, null where nothing did';
comment on column core.fetch_latest.last_attempt_at is 'UTC time of the newest attempt';
comment on column core.fetch_latest.last_good_at is 'UTC time of the newest answer that could be read';
comment on column core.fetch_latest.consecutive_failures is 'attempts in a row that gave nothing readable';
comment on column core.fetch_latest.next_due_at is 'UTC time from which the source is due again';
comment on column core.fetch_latest.new_items is 'new records of the newest attempt';
comment on column core.fetch_latest.etag is 'validator of the newest stored answer';
comment on column core.fetch_latest.last_modified is 'second validator of the newest stored answer';
comment on column core.fetch_latest.document_id is 'sha256 of the newest stored answer';
comment on column core.fetch_latest.url is 'address that the newest stored answer came from';
