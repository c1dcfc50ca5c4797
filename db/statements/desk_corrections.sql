select development_id, field, value, was, corrected_at, editor
from development_correction
order by substr(corrected_at, 1, 19), rowid -- fractions of a second don't compare as text
