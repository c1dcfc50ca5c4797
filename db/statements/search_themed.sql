select i.ordinal
from core.search_item i
join core.search_item t on t.ordinal = i.thread
where t.subject_id in (select development_id from development_themes where shown and list_contains(?, theme))
