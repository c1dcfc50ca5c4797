-- one row: the moment that windows count back from
create or replace view page.as_of as
with stored as (select max(data_as_of) as read_at from core.snapshot),
told as (
    select max(d.published_at) as newest
    from core.development d, stored s
    where d.published_at <= s.read_at
)
select coalesce(least(t.newest, s.read_at), s.read_at) as until, s.read_at
from stored s
cross join told t;
comment on view page.as_of is 'one row: the moment that windows count back from';
comment on column page.as_of.until is 'UTC time of the newest development: a window that ended later would look like silence of the market';
comment on column page.as_of.read_at is 'UTC time at which a source was last read';
