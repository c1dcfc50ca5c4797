-- Pairs of stories of which a reader said that a telling of one is not a telling of the other.
select distinct a.story_id, b.story_id
from core.correction c
join core.story_development a on a.development_id = c.development_id
join core.story_development b on b.development_id = c.value
where c.standing and c.field = 'not_same_story'
