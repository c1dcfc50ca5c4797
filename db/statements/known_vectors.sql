select subject_id, vector from core.embedding where embedder = ? and list_contains(?, subject_id)
