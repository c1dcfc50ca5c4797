-- one row per AI model
create or replace view ai_models as
select ai_model_id, vendor, name, line, released_at, context_tokens, open_weights, modalities, aliases, line_order
from core.ai_model;
comment on view ai_models is 'one row per AI model';
comment on column ai_models.ai_model_id is 'vendor/name';
comment on column ai_models.vendor is 'who makes it';
comment on column ai_models.name is 'name without the vendor';
comment on column ai_models.line is 'the line it succeeds in, such as openai mini; null where none';
comment on column ai_models.released_at is 'day of release, null where unknown';
comment on column ai_models.context_tokens is 'context window in tokens';
comment on column ai_models.open_weights is 'true where the weights can be downloaded';
comment on column ai_models.modalities is 'what goes in (text, image, audio, …)';
comment on column ai_models.aliases is 'other names that lead here';
comment on column ai_models.line_order is 'place in its line, from 1';
