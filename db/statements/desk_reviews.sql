select price_id, verdict, note, decided_at, editor from price_verdict order by rowid
