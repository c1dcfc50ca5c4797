-- one row per layer and company that holds a runtime in it
create or replace view runtime_board as
with moved as (
    select
        m.layer, m.company,
        count(*) filter (d.published_at > e.newest - interval 90 day) as moves_90d,
        count(*) filter (d.published_at <= e.newest - interval 90 day
            and d.published_at > e.newest - interval 180 day) as moves_prev_90d,
        max(d.published_at) as last_move_at
    from core.runtime_move m
    join core.development d using (development_id)
    cross join (select max(published_at) as newest from core.development) e
    group by m.layer, m.company
),
held as (
    select distinct layer, company from core.runtime where company is not null
    union
    select layer, company from moved
)
select
    h.layer, h.company, coalesce(m.moves_90d, 0) as moves_90d, coalesce(m.moves_prev_90d, 0) as moves_prev_90d,
    m.last_move_at, null::double as usage, null::varchar as usage_metric, null::timestamptz as usage_at
from held h
left join moved m using (layer, company);
comment on view runtime_board is 'one row per layer and company that holds a runtime in it';
comment on column runtime_board.layer is 'the layer';
comment on column runtime_board.company is 'the company';
comment on column runtime_board.moves_90d is 'moves in the 90 days up to the newest development';
comment on column runtime_board.moves_prev_90d is 'moves in the 90 days before';
comment on column runtime_board.last_move_at is 'UTC time of the newest move, null where none is known';
comment on column runtime_board.usage is 'newest reading of how much it is used, null where unknown';
comment on column runtime_board.usage_metric is 'what usage counts';
comment on column runtime_board.usage_at is 'UTC time of that reading';
