-- one row per day whose prices a workload can be counted with: now, and the ends of the last four quarters
create or replace view page.price_days as
select
    n as quarters_ago,
    case when n = 0 then read_at else date_trunc('quarter', read_at) - (n - 1) * interval 3 month - interval 1 second end as priced_at
from page.as_of, range(0, 5) t(n);
comment on view page.price_days is 'one row per day whose prices a workload can be counted with: now, and the ends of the last four quarters';
comment on column page.price_days.quarters_ago is '0 now, 1 the end of the last quarter, and so on';
comment on column page.price_days.priced_at is 'UTC time whose prices count';
