update run_request set taken_at = ? where taken_at is null
