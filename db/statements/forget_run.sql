delete from core.run where run_id = ?
