insert into action_edit (action_id, edited_at, editor, field, old_value, new_value) values (?, ?, ?, ?, ?, ?)
