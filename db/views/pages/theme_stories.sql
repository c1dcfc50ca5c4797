-- one row per story and theme shown on any of its developments
create or replace view page.theme_stories as
with themed as (
    select distinct coalesce(m.story_id, t.development_id) as story_id, t.theme
    from core.tag_standing t
    left join core.story_development m on m.development_id = t.development_id
    where t.shown
)
select h.title as theme, l.*
from page.story_list l
join themed t on t.story_id = l.story_id
join core.theme h on h.theme = t.theme;
comment on view page.theme_stories is 'one row per story and theme shown on any of its developments';
comment on column page.theme_stories.theme is 'title of the theme';
comment on column page.theme_stories.story_id is 'the story';
comment on column page.theme_stories.title is 'title of its lead development';
comment on column page.theme_stories.label is 'what sets it apart, in a phrase; mixed where its developments have little in common; null for a single one';
comment on column page.theme_stories.first_at is 'UTC time of its first development';
comment on column page.theme_stories.last_at is 'UTC time of its newest development';
comment on column page.theme_stories.developments is 'developments in it';
comment on column page.theme_stories.told_by is 'sources that tell it';
comment on column page.theme_stories.several is 'true where more than one source tells it';
comment on column page.theme_stories.development_id is 'the development';
comment on column page.theme_stories.vendor is 'id of the vendor';
comment on column page.theme_stories.vendor_name is 'name of the vendor';
comment on column page.theme_stories.kind is 'how its source is read';
comment on column page.theme_stories.source_id is 'the source';
comment on column page.theme_stories.source_title is 'name of the source';
comment on column page.theme_stories.summary is 'the first 600 characters of its body';
comment on column page.theme_stories.body is 'its whole text';
comment on column page.theme_stories.quote is 'the words that the source stresses';
comment on column page.theme_stories.url is 'the vendor''s own page';
comment on column page.theme_stories.published_at is 'UTC time of publication, or of first sight';
comment on column page.theme_stories.observed_at is 'UTC time at which we read it';
comment on column page.theme_stories.dated_by is 'vendor, or first_seen where the vendor gave no believable date';
comment on column page.theme_stories.event is 'kind of event, null where unsure';
comment on column page.theme_stories.rank is 'importance of that kind of event, 1 = highest';
comment on column page.theme_stories.document_id is 'the stored document';
comment on column page.theme_stories.themes is 'titles of the themes shown, surest first';
comment on column page.theme_stories.unsure is 'titles of themes below their floor, surest first';
comment on column page.theme_stories.why is 'why the surest theme is shown';
comment on column page.theme_stories.theme_pending is 'true while the tagger has not seen it';
