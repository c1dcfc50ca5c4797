insert into development_correction (development_id, field, value, was, corrected_at, editor) values (?, ?, ?, ?, ?, ?)
