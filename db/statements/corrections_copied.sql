select
    ordinal, development_id, field, value, was, corrected_at, editor, standing, entity_id, entity_kind, surface
from core.correction
order by ordinal
