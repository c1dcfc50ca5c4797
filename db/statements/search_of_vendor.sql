select i.ordinal
from core.search_item i
left join core.correction c on c.development_id = i.subject_id and c.field = 'vendor' and c.standing
where list_contains(?, coalesce(c.value, i.vendor))
