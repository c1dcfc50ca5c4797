-- one row per subject and development that tells of it: whose voice it is, and what it counts as
create or replace view core.mention_voice as
with told as (
    select 'theme' as subject_kind, null::varchar as theme, theme as subject, development_id
    from development_themes
    where shown
    union all
    select 'company', null, company, development_id from core.company_told
    union all
    select 'company in theme', t.theme, c.company, t.development_id
    from development_themes t
    join core.company_told c using (development_id)
    where t.shown
    union all
    select distinct 'runtime', null, entity_id, development_id from mentions where entity_kind = 'runtime'
)
select
    t.subject_kind, t.theme, t.subject, t.development_id, d.published_at, d.source_id,
    coalesce(s.vendor, d.vendor) as voice,
    case
        when coalesce(s.kind, d.kind) = 'changelog' or regexp_matches(s.url, '/(releases|tags|changelog)[.a-z]*$')
            then d.source_id || ' ' || date_trunc('week', d.published_at)::date
        else coalesce(m.story_id, d.development_id)
    end as counts_as
from told t
join developments d using (development_id)
left join core.source s using (source_id)
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
