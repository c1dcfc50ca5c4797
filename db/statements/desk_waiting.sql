select count(*) from run_request where taken_at is null
