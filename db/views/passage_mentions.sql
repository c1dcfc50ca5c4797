-- one row per passage, entity and place in its text
create or replace view passage_mentions as
select passage_id, entity_id, entity_kind, surface, starts, ends
from core.passage_mention;
comment on view passage_mentions is 'one row per passage, entity and place in its text';
comment on column passage_mentions.passage_id is 'the stretch of a transcript';
comment on column passage_mentions.entity_id is 'id from entities.toml, runtimes.toml or vendor/name of an AI model';
comment on column passage_mentions.entity_kind is 'company, ai_model, runtime, product or chip';
comment on column passage_mentions.surface is 'as the transcript writes it, slips of speech recognition included';
comment on column passage_mentions.starts is 'first character in the passage''s text';
comment on column passage_mentions.ends is 'end of the surface, exclusive';
