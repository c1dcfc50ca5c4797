insert into action_state (action_id, status, owner, due, note, version, updated_at, editor)
values (?, ?, ?, ?, ?, ?, ?, ?)
on conflict (action_id) do update set
    status = excluded.status, owner = excluded.owner, due = excluded.due, note = excluded.note,
    version = excluded.version, updated_at = excluded.updated_at, editor = excluded.editor
