-- one row per development, entity and place in its text
create or replace view mentions as
with told as (
    select c.*, d.title || chr(10) || coalesce(d.body, '') as text
    from core.correction c
    join core.development d using (development_id)
    where c.standing and c.field = 'entity' and c.entity_kind is not null
),
placed as (
    select *, coalesce(nullif(strpos(text, surface), 0), strpos(lower(text), lower(surface))) - 1 as starts
    from told
)
select development_id, entity_id, entity_kind, surface, starts, ends
from core.mention m
where not exists (
    select 1 from core.correction c
    where c.standing and c.field = 'not_entity' and c.development_id = m.development_id and c.value = m.entity_id
)
union all
select
    development_id, entity_id, entity_kind, substring(text, starts + 1, length(surface)) as surface, starts,
    starts + length(surface) as ends
from placed p
where starts >= 0 and not exists (
    select 1 from core.mention m
    where m.development_id = p.development_id and m.entity_id = p.entity_id and m.starts = p.starts
);
comment on view mentions is 'one row per development, entity and place in its text';
comment on column mentions.development_id is 'the development';
comment on column mentions.entity_id is 'id from entities.toml; those that a reader took away are gone, those that one added are here';
comment on column mentions.entity_kind is 'company, ai_model, runtime, product or chip';
comment on column mentions.surface is 'as written';
comment on column mentions.starts is 'first character in title, line break, body';
comment on column mentions.ends is 'end of the surface, exclusive';
