insert into workload (name, body, version, updated_at, editor) values (?, ?, ?, ?, ?)
on conflict (name) do update set
    body = excluded.body, version = excluded.version, updated_at = excluded.updated_at, editor = excluded.editor
