select action_id, status, owner, due, note, version, updated_at, editor from action_state order by action_id
