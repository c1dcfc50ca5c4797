update core.run set ended_at = ?, outcome = ?, sources = ?, failed = ?, new_developments = ?, snapshot = ?
where run_id = ?
