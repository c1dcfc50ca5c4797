-- one row per action item
create or replace view actions as
with marked as (
    select action_id, arg_max(done, (stated_at, mark_id)) as done from core.action_mark group by action_id
)
select
    a.action_id, a.title, a.text, a.horizon,
    case a.horizon when 'next_quarter' then a.stated_at::date when 'long_term' then (a.stated_at + interval 6 month)::date
    end as window_start,
    case a.horizon when 'next_quarter' then (a.stated_at + interval 3 month)::date
        when 'long_term' then (a.stated_at + interval 18 month)::date end as window_end,
    coalesce(s.status, if(m.done, 'done', 'open')) as status, coalesce(s.owner, a.owner) as owner, coalesce(s.due, a.due) as due,
    o.title as origin, false as needs_review, null::varchar as review_reason,
    coalesce(s.updated_at, a.stated_at) as updated_at, a.horizon_text, s.note, coalesce(s.version, 0) as version,
    a.source_id
from core.action_item a
join core.source o using (source_id)
left join marked m on m.action_id = a.action_id
left join core.action_state s on s.action_id = a.action_id;
comment on view actions is 'one row per action item';
comment on column actions.action_id is 'content hash of source and words; never changes';
comment on column actions.title is 'title, null where the source gives none';
comment on column actions.text is 'what to do';
comment on column actions.horizon is 'next_quarter, long_term, or null where not stated';
comment on column actions.window_start is 'first day of the horizon, counted from the day of the brief';
comment on column actions.window_end is 'last day of the horizon';
comment on column actions.status is 'open, doing, blocked, done or dropped: what people said, else what its own list says';
comment on column actions.owner is 'who does it';
comment on column actions.due is 'day by which it is due';
comment on column actions.origin is 'title of the source that recommends it';
comment on column actions.needs_review is 'true where its evidence has changed';
comment on column actions.review_reason is 'why it needs review';
comment on column actions.updated_at is 'UTC time of the newest edit, else of the brief';
comment on column actions.horizon_text is 'the horizon as written';
comment on column actions.note is 'note of the owner';
comment on column actions.version is 'number of edits';
comment on column actions.source_id is 'the source that recommends it';
