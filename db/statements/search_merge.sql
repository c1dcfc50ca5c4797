insert into core.search_posting
select ?, begins, term, flatten(list(ordinals order by segment)), flatten(list(counts order by segment))
from core.search_posting
where list_contains(?, segment)
group by begins, term
order by begins, term
