delete from core.embedding where subject_id not in (select development_id from core.development)
