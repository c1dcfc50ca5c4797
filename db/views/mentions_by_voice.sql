-- one row per subject and development that tells of it: whose voice it is, and what it counts as
create or replace view core.mention_voice as
with watched as (
    select
        d.development_id, d.published_at, d.source_id, coalesce(s.vendor, d.vendor) as voice,
        coalesce(s.kind, d.kind) = 'changelog' or coalesce(regexp_matches(s.url, '/(releases|tags|changelog)[.a-z]*$'), false)
            as is_release_note
    from core.development d
    left join core.source s using (source_id)
    where d.published_at > (select min(least(before_at, starts_at - interval 90 day)) from core.momentum_span)
),
named as (
    select distinct c.company, c.development_id
    from core.company_told c
    join watched w using (development_id)
),
told as (
    select 'theme' as subject_kind, null::varchar as theme, t.theme as subject, w.*
    from watched w
    join development_themes t using (development_id)
    where t.shown
    union all
    select 'company', null, c.company, w.*
    from watched w
    join named c using (development_id)
    union all
    select 'company in theme', t.theme, c.company, w.*
    from watched w
    join development_themes t using (development_id)
    join named c using (development_id)
    where t.shown
    union all
    select distinct 'runtime', null, m.entity_id, w.*
    from watched w
    join mentions m using (development_id)
    where m.entity_kind = 'runtime'
)
select
    t.subject_kind, t.theme, t.subject, t.development_id, t.published_at, t.source_id, t.voice,
    case
        when t.is_release_note then t.source_id || ' ' || date_trunc('week', t.published_at)::date
        else coalesce(m.story_id, t.development_id)
    end as counts_as
from told t
left join core.story_development m using (development_id);
comment on view core.mention_voice is 'one row per subject and development that tells of it: whose voice it is, and what it counts as';
comment on column core.mention_voice.subject_kind is 'theme, company, runtime, or company in theme';
comment on column core.mention_voice.theme is 'the theme that a company in theme is counted within, else null';
comment on column core.mention_voice.subject is 'id of the theme, company or runtime';
comment on column core.mention_voice.development_id is 'the development, once however often its text names the subject';
comment on column core.mention_voice.published_at is 'UTC; its date';
comment on column core.mention_voice.source_id is 'the source that told it';
comment on column core.mention_voice.voice is 'vendor of that source: two feeds of one vendor are one voice';
comment on column core.mention_voice.counts_as is 'what counts once a voice: its story, or the week of a source of release notes';
