select status, owner, due, note, version, updated_at, editor from action_state where action_id = ?
