select development_id, entity_id from core.mention where list_contains(?, development_id)
