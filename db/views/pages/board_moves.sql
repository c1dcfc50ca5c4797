-- one row per dated move of a runtime
create or replace view page.board_moves as
with layers(layer, layer_title, ordinal) as (
    values ('device_desktop', 'Device and desktop', 1), ('local_runtime_sandbox', 'Local runtime and sandbox', 2),
        ('harness', 'Harness', 3), ('framework_sdk', 'Framework and SDK', 4), ('protocol', 'Protocol', 5),
        ('cloud_platform_gateway', 'Cloud platform and gateway', 6), ('silicon', 'Silicon', 7)
)
select
    m.company, coalesce(c.title, m.company) as company_name, m.runtime, coalesce(r.title, m.runtime) as runtime_name, m.layer,
    coalesce(l.layer_title, m.layer) as layer_title, m.move, m.moved_at, m.development_id, m.quote, m.url, m.title,
    s.title as source_title, d.document_id, d.observed_at, d.dated_by
from runtime_moves m
join core.development d using (development_id)
left join layers l using (layer)
left join core.runtime r using (runtime)
left join core.company c on c.company = m.company
left join core.source s on s.source_id = d.source_id;
comment on view page.board_moves is 'one row per dated move of a runtime';
comment on column page.board_moves.company is 'id of the company';
comment on column page.board_moves.company_name is 'name of the company';
comment on column page.board_moves.runtime is 'id of the runtime';
comment on column page.board_moves.runtime_name is 'name of the runtime';
comment on column page.board_moves.layer is 'id of the layer';
comment on column page.board_moves.layer_title is 'name of the layer';
comment on column page.board_moves.move is 'launch, major_release, minor_release, …';
comment on column page.board_moves.moved_at is 'UTC time of the move';
comment on column page.board_moves.development_id is 'the development that tells it';
comment on column page.board_moves.quote is 'the words of the document';
comment on column page.board_moves.url is 'the vendor''s own page';
comment on column page.board_moves.title is 'title of the development';
comment on column page.board_moves.source_title is 'name of the source';
comment on column page.board_moves.document_id is 'the stored document';
comment on column page.board_moves.observed_at is 'UTC time at which we read it';
comment on column page.board_moves.dated_by is 'vendor, or first_seen';
