-- Stories whose lead tells them no longer, as after a reading anew.
select s.story_id
from core.story s
anti join core.story_development m on m.story_id = s.story_id and m.development_id = s.lead_development_id
