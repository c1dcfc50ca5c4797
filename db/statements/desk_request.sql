insert into run_request (requested_at, editor) values (?, ?)
