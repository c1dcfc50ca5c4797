insert into price_review (price_id, verdict, note, version, updated_at, editor) values (?, ?, ?, 1, ?, ?)
on conflict (price_id) do update set verdict = excluded.verdict, note = excluded.note, version = price_review.version + 1,
    updated_at = excluded.updated_at, editor = excluded.editor
