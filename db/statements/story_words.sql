select development_id, field, value
from core.correction
where standing and field in ('same_story', 'not_same_story')
order by ordinal
