-- Which sources are not healthy, since when, and why?
select h.source_id, s.vendor, h.state, h.last_good_at, h.consecutive_failures, h.error, h.next_due_at
from source_health h
join sources s using (source_id)
where h.state not in ('ok', 'unchanged', 'never')
order by h.consecutive_failures desc, h.source_id;
