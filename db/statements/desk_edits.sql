select action_id, edited_at, editor, field, old_value, new_value from action_edit order by rowid
