-- one row per development, runtime and move
create or replace view runtime_moves as
select
    m.company, m.runtime, m.layer, m.move, d.published_at as moved_at, m.development_id, m.quote, d.url, d.title,
    d.source_id
from core.runtime_move m
join core.development d using (development_id);
comment on view runtime_moves is 'one row per development, runtime and move';
comment on column runtime_moves.company is 'who moved';
comment on column runtime_moves.runtime is 'the runtime';
comment on column runtime_moves.layer is 'layer of the runtime';
comment on column runtime_moves.move is 'launch, major_release, minor_release, acquisition, integration, opening, price, deprecation or policy_security';
comment on column runtime_moves.moved_at is 'UTC time at which it was published';
comment on column runtime_moves.development_id is 'the development that shows it';
comment on column runtime_moves.quote is 'the words that show it';
comment on column runtime_moves.url is 'link to the vendor''s own page';
comment on column runtime_moves.title is 'title of the development';
comment on column runtime_moves.source_id is 'the source';
