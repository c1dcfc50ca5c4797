select edited_at, editor, field, old_value, new_value from action_edit where action_id = ? order by rowid desc
