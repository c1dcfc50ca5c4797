select distinct story_id from core.story_development where list_contains(?, development_id)
