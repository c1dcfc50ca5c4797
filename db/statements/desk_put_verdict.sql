insert into price_verdict (price_id, verdict, note, decided_at, editor) values (?, ?, ?, ?, ?)
