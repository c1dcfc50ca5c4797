-- one row per written week
create or replace view digests as
select week, written_at, snapshot, subject, html, markdown from core.digest;
comment on view digests is 'one row per written week';
comment on column digests.week is 'ISO week such as 2026-W17';
comment on column digests.written_at is 'UTC';
comment on column digests.snapshot is 'the snapshot it was written from';
comment on column digests.subject is 'subject line';
comment on column digests.html is 'the mail as HTML';
comment on column digests.markdown is 'the mail as Markdown';
