select development_id, field, value, was, corrected_at, editor from development_correction order by corrected_at, rowid
