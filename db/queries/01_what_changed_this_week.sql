-- What did vendors publish in the last seven days of data, most retold first?
select s.title, s.vendors, s.sources, s.developments, s.last_at
from stories s
where s.last_at > (select data_as_of from snapshot_info) - interval 7 day
order by s.sources desc, s.developments desc, s.last_at desc
limit 20;
