-- one row per layer and company of the runtime board
create or replace view page.board_cells as
with layers(layer, layer_title, ordinal) as (
    values ('device_desktop', 'Device and desktop', 1), ('local_runtime_sandbox', 'Local runtime and sandbox', 2),
        ('harness', 'Harness', 3), ('framework_sdk', 'Framework and SDK', 4), ('protocol', 'Protocol', 5),
        ('cloud_platform_gateway', 'Cloud platform and gateway', 6), ('silicon', 'Silicon', 7)
),
edge as (select until from page.as_of),
-- Grouped by name, so that a company is one column however its moves name it.
held as (
    select
        b.layer, coalesce(c.title, b.company) as company_name, min(b.company) as company, sum(b.moves_90d) as moves_90d,
        sum(b.moves_prev_90d) as moves_prev_90d, max(b.last_move_at) as last_move_at, max(b.usage) as usage,
        max(b.usage_metric) as usage_metric, max(b.usage_at) as usage_at
    from runtime_board b
    left join core.company c on c.company = b.company
    group by b.layer, coalesce(c.title, b.company)
),
year as (
    select m.layer, coalesce(c.title, m.company) as company_name, count(*) as moves_365d
    from core.runtime_move m
    join core.development d using (development_id)
    cross join edge e
    left join core.company c on c.company = m.company
    where d.published_at > e.until - interval 365 day
    group by m.layer, coalesce(c.title, m.company)
)
select
    h.layer, coalesce(l.layer_title, h.layer) as layer_title, coalesce(l.ordinal, 99) as ordinal, h.company,
    h.company_name, h.moves_90d, h.moves_prev_90d, h.last_move_at, h.usage, h.usage_metric, h.usage_at,
    sum(h.moves_90d) over (partition by h.company_name) as company_moves_90d,
    sum(h.moves_90d) over (partition by h.layer) as layer_moves_90d,
    coalesce(y.moves_365d, 0) as moves_365d,
    coalesce(sum(y.moves_365d) over (partition by h.company_name), 0) as company_moves_365d,
    coalesce(sum(y.moves_365d) over (partition by h.layer), 0) as layer_moves_365d
from held h
left join layers l on l.layer = h.layer
left join year y on y.layer = h.layer and y.company_name = h.company_name;
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
