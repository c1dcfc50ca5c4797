-- Developments that are named, and all that share a story with them or stand in one of the stories named.
select development_id, story_id
from core.story_development
where list_contains(?, development_id) or list_contains(?, story_id) or story_id in (
    select story_id from core.story_development where list_contains(?, development_id)
)
