-- one row per development, entity and place in its text
create or replace view mentions as
select development_id, entity_id, entity_kind, surface, starts, ends from core.mention;
comment on view mentions is 'one row per development, entity and place in its text';
comment on column mentions.development_id is 'the development';
comment on column mentions.entity_id is 'id from entities.toml';
comment on column mentions.entity_kind is 'company, ai_model, runtime, product or chip';
comment on column mentions.surface is 'as written';
comment on column mentions.starts is 'first character in title, line break, body';
comment on column mentions.ends is 'end of the surface, exclusive';
