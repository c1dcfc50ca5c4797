-- one row per layer and company of the runtime board
create or replace view page.board_cells as
with layers(layer, layer_title, ordinal) as (
    values ('device_desktop', 'Device and desktop', 1), ('local_runtime_sandbox', 'Local runtime and sandbox', 2),
        ('harness', 'Harness', 3), ('framework_sdk', 'Framework and SDK', 4), ('protocol', 'Protocol', 5),
        ('cloud_platform_gateway', 'Cloud platform and gateway', 6), ('silicon', 'Silicon', 7)
),
edge as (select until from page.as_of),
year as (
    select m.layer, m.company, count(*) as moves_365d
    from core.runtime_move m
    join core.development d using (development_id)
    cross join edge e
    where d.published_at > e.until - interval 365 day
    group by m.layer, m.company
)
select
    b.layer, coalesce(l.layer_title, b.layer) as layer_title, coalesce(l.ordinal, 99) as ordinal, b.company,
    coalesce(c.title, b.company) as company_name, b.moves_90d, b.moves_prev_90d, b.last_move_at, b.usage, b.usage_metric,
    b.usage_at, sum(b.moves_90d) over (partition by b.company) as company_moves_90d,
    sum(b.moves_90d) over (partition by b.layer) as layer_moves_90d,
    coalesce(y.moves_365d, 0) as moves_365d,
    coalesce(sum(y.moves_365d) over (partition by b.company), 0) as company_moves_365d,
    coalesce(sum(y.moves_365d) over (partition by b.layer), 0) as layer_moves_365d
from runtime_board b
left join year y on y.layer = b.layer and y.company = b.company
left join layers l on l.layer = b.layer
left join core.company c on c.company = b.company;
comment on view page.board_cells is 'one row per layer and company of the runtime board';
comment on column page.board_cells.layer is 'id of the layer';
comment on column page.board_cells.layer_title is 'name of the layer';
comment on column page.board_cells.ordinal is 'place of the layer, from the desk down to the chip';
comment on column page.board_cells.company is 'id of the company';
comment on column page.board_cells.company_name is 'name of the company';
comment on column page.board_cells.moves_90d is 'dated moves in the last 90 days';
comment on column page.board_cells.moves_prev_90d is 'dated moves in the 90 days before';
comment on column page.board_cells.last_move_at is 'UTC time of the newest move';
comment on column page.board_cells.usage is 'newest reading of how much it is used, null where unknown';
comment on column page.board_cells.usage_metric is 'what that reading counts';
comment on column page.board_cells.usage_at is 'UTC time of that reading';
comment on column page.board_cells.company_moves_90d is 'moves of the company over all layers';
comment on column page.board_cells.layer_moves_90d is 'moves in the layer by all companies';
comment on column page.board_cells.moves_365d is 'dated moves in the last 365 days';
comment on column page.board_cells.company_moves_365d is 'moves of the company over all layers in 365 days';
comment on column page.board_cells.layer_moves_365d is 'moves in the layer by all companies in 365 days';
