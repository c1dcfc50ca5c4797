select vector from core.embedding
where subject_id = ? and embedder = (select embedder from core.snapshot order by version desc limit 1)
limit 1
