-- one row per action item, with its first piece of evidence
create or replace view page.action_list as
with edge as (select max(data_as_of) as until from core.snapshot),
proof as (
    select
        e.action_id, count(*) as pieces, arg_min(e.quote, e.evidence_kind) as quote,
        arg_min(e.document_id, e.evidence_kind) as document_id
    from action_evidence e
    group by e.action_id
)
select
    a.action_id, a.title, a.text, a.horizon, a.window_start, a.window_end, a.status, a.owner, a.due, a.note, a.origin,
    a.needs_review, a.review_reason, a.updated_at, a.version, p.pieces, p.quote, p.document_id, s.url,
    d.observed_at, a.status in ('open', 'doing', 'blocked') as is_open, coalesce(a.due, a.window_end) as do_by,
    coalesce(a.due, a.window_end) - e.until::date as days_left
from actions a
cross join edge e
left join proof p using (action_id)
left join core.source s on s.source_id = a.source_id
left join (select document_id, min(observed_at) as observed_at from core.document group by document_id) d
    on d.document_id = p.document_id;
comment on view page.action_list is 'one row per action item, with its first piece of evidence';
comment on column page.action_list.action_id is 'the action item';
comment on column page.action_list.title is 'its title, null where the document gives none';
comment on column page.action_list.text is 'its text';
comment on column page.action_list.horizon is 'next_quarter, long_term or null';
comment on column page.action_list.window_start is 'first day of its horizon';
comment on column page.action_list.window_end is 'last day of its horizon';
comment on column page.action_list.status is 'open, doing, blocked, done or dropped';
comment on column page.action_list.owner is 'who does it';
comment on column page.action_list.due is 'the day that a person or the document set';
comment on column page.action_list.note is 'what a person noted';
comment on column page.action_list.origin is 'where it comes from';
comment on column page.action_list.needs_review is 'true where its evidence changed';
comment on column page.action_list.review_reason is 'what changed';
comment on column page.action_list.updated_at is 'UTC time of the newest edit';
comment on column page.action_list.version is 'edits so far';
comment on column page.action_list.pieces is 'pieces of evidence';
comment on column page.action_list.quote is 'the words it rests on';
comment on column page.action_list.document_id is 'the stored document';
comment on column page.action_list.url is 'address of the source';
comment on column page.action_list.observed_at is 'UTC time at which we read it';
comment on column page.action_list.is_open is 'true while something is left to do';
comment on column page.action_list.do_by is 'the due day, else the end of its horizon';
comment on column page.action_list.days_left is 'days from the newest data to that day';
