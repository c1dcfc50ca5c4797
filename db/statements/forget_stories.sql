delete from core.story where list_contains(?, story_id)
