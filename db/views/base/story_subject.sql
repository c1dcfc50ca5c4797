-- Views, not parts of one query: a view that asks for one story then reads that story alone.
-- one row per story and development that tells it
create or replace view core.story_telling as
select
    m.story_id, d.development_id, coalesce(r.value, d.vendor) as vendor, d.kind, d.source_id, d.title, d.body, d.url,
    d.document_id, d.published_at, d.observed_at, d.development_id = s.lead_development_id as leads
from core.story_development m
join core.story s on s.story_id = m.story_id
join core.development d on d.development_id = m.development_id
left join (select development_id, value from core.correction where standing and field = 'vendor') r
    on r.development_id = d.development_id;
comment on view core.story_telling is 'one row per story and development that tells it';
comment on column core.story_telling.story_id is 'the story';
comment on column core.story_telling.development_id is 'a development that tells it';
comment on column core.story_telling.vendor is 'the vendor whose source it is, or the one that a reader named';
comment on column core.story_telling.kind is 'kind of the source';
comment on column core.story_telling.source_id is 'the source';
comment on column core.story_telling.title is 'title as published';
comment on column core.story_telling.body is 'text as published; null where the source gives none';
comment on column core.story_telling.url is 'link to the vendor''s own page';
comment on column core.story_telling.document_id is 'the stored document';
comment on column core.story_telling.published_at is 'UTC time of publication, or of first sight';
comment on column core.story_telling.observed_at is 'UTC time at which we first saw it';
comment on column core.story_telling.leads is 'true for the development that leads the story';

-- one row per story, development of it, entity and place where it names that
create or replace view core.story_named as
select
    n.story_id, n.development_id, n.vendor, n.leads, n.entity_id, n.entity_kind, n.in_title, n.early,
    case n.entity_kind
        when 'company' then n.entity_id when 'ai_model' then split_part(n.entity_id, '/', 1) else t.company
    end as owner
from (
    select
        x.story_id, x.development_id, x.vendor, x.leads, n.entity_id, n.entity_kind, n.ends <= length(x.title) as in_title,
        n.ends <= length(x.title) + 300 as early
    from core.story_telling x
    join core.mention n on n.development_id = x.development_id
    anti join (
        select development_id, value as entity_id from core.correction where standing and field = 'not_entity'
    ) c on c.development_id = x.development_id and c.entity_id = n.entity_id
    union all
    select
        x.story_id, x.development_id, x.vendor, x.leads, c.entity_id, c.entity_kind,
        contains(lower(x.title), lower(c.surface)), contains(lower(x.title), lower(c.surface))
    from core.story_telling x
    join core.correction c on c.development_id = x.development_id
    where c.standing and c.field = 'entity' and c.entity_kind is not null
) n
left join core.runtime t on t.runtime = n.entity_id;
comment on view core.story_named is 'one row per story, development of it, entity and place where it names that';
comment on column core.story_named.story_id is 'the story';
comment on column core.story_named.development_id is 'a development that tells it';
comment on column core.story_named.vendor is 'the vendor whose source it is';
comment on column core.story_named.leads is 'true for the development that leads the story';
comment on column core.story_named.entity_id is 'what it names; what a reader took away is gone, what one added is here';
comment on column core.story_named.entity_kind is 'company, ai_model, runtime, product or chip';
comment on column core.story_named.in_title is 'true where the title names it';
comment on column core.story_named.early is 'true where the title or the first 300 characters of the text name it';
comment on column core.story_named.owner is 'the company that it is or whose it is; null where we know none';

-- one row per story and thing that it is about: an AI model its lead opens with, a thing in its lead's title, what half of it names
create or replace view core.story_subject as
select
    t.story_id, t.entity_id, t.entity_kind, s.begins_at, s.ends_at,
    -- Where a story has a version or a runtime, talk of ChatGPT or AWS at large is not talk of it.
    case t.entity_kind
        when 'ai_model' then regexp_matches(t.entity_id, '/.*[0-9]')
        when 'product' then not bool_or(t.entity_kind <> 'product') over (partition by t.story_id)
        else true
    end as telling
from (
    select
        story_id, entity_id, entity_kind, count(distinct development_id) as tellings,
        count(distinct case when in_title then development_id end) as titles,
        bool_or(leads and (in_title or (early and entity_kind = 'ai_model'))) as led
    from core.story_named
    where entity_kind in ('ai_model', 'runtime', 'product')
    group by story_id, entity_id, entity_kind
) t
join (
    select
        story_id, count(*) as tellings, min(published_at) - interval 14 day as begins_at,
        min(published_at) + interval 60 day as ends_at
    from core.story_telling
    group by story_id
) s on s.story_id = t.story_id
where t.led or (
    s.tellings > 1 and 2 * case t.entity_kind when 'ai_model' then t.tellings else t.titles end >= s.tellings
);
comment on view core.story_subject is 'one row per story and thing that it is about: an AI model its lead opens with, a thing in its lead''s title, what half of it names';
comment on column core.story_subject.story_id is 'the story';
comment on column core.story_subject.entity_id is 'the AI model, runtime or product';
comment on column core.story_subject.entity_kind is 'ai_model, runtime or product';
comment on column core.story_subject.begins_at is 'UTC time from which talk and prices of it belong to the story: 14 days before its first telling';
comment on column core.story_subject.ends_at is 'UTC time until which they do: 60 days after its first telling';
comment on column core.story_subject.telling is 'true where talk that names it is talk of the story';
