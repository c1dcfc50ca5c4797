-- one row per correction: one word of one reader about one development, none ever removed
create or replace view corrections as
select development_id, field, value, was, corrected_at, editor, standing
from core.correction
order by ordinal;
comment on view corrections is 'one row per correction: one word of one reader about one development, none ever removed';
comment on column corrections.development_id is 'the development';
comment on column corrections.field is 'themes, event, vendor, entity, not_entity, same_story or not_same_story';
comment on column corrections.value is 'theme ids joined by commas (empty = not relevant), event, vendor id, entity id and words joined by a bar, or the other development; null takes back what was said';
comment on column corrections.was is 'what the screen showed then, in the same form';
comment on column corrections.corrected_at is 'UTC time at which it was said';
comment on column corrections.editor is 'who said it';
comment on column corrections.standing is 'true while no newer word replaces it';
