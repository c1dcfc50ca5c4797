delete from core.embedding where list_contains(?, subject_id)
