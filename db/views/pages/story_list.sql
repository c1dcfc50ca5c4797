-- one row per story, led by its best development
create or replace view page.story_list as
with told as (
    select story_id, title, label, lead_development_id, first_at, last_at, developments, sources from stories
    union all
    -- What is not grouped yet is a story of its own, so that a new development is never missing.
    select d.development_id, d.title, null, d.development_id, d.published_at, d.published_at, 1, 1
    from core.development d
    where d.development_id not in (select development_id from core.story_development)
)
select
    s.story_id, coalesce(nullif(l.title, ''), s.title) as title, s.label, s.first_at, s.last_at, s.developments,
    s.sources as told_by, s.sources > 1 as several,
    l.* exclude (story_id, title, sources)
from told s
join page.development_list l on l.development_id = s.lead_development_id;
comment on view page.story_list is 'one row per story, led by its best development';
comment on column page.story_list.story_id is 'the story';
comment on column page.story_list.title is 'title of its lead development';
comment on column page.story_list.label is 'what sets it apart, in a phrase; mixed where its developments have little in common; null for a single one';
comment on column page.story_list.first_at is 'UTC time of its first development';
comment on column page.story_list.last_at is 'UTC time of its newest development';
comment on column page.story_list.developments is 'developments in it';
comment on column page.story_list.told_by is 'sources that tell it';
comment on column page.story_list.several is 'true where more than one source tells it';
comment on column page.story_list.development_id is 'the development';
comment on column page.story_list.vendor is 'id of the vendor';
comment on column page.story_list.vendor_name is 'name of the vendor';
comment on column page.story_list.kind is 'how its source is read';
comment on column page.story_list.source_id is 'the source';
comment on column page.story_list.source_title is 'name of the source';
comment on column page.story_list.summary is 'the first 600 characters of its body';
comment on column page.story_list.body is 'its whole text';
comment on column page.story_list.quote is 'the words that the source stresses';
comment on column page.story_list.url is 'the vendor''s own page';
comment on column page.story_list.published_at is 'UTC time of publication, or of first sight';
comment on column page.story_list.observed_at is 'UTC time at which we read it';
comment on column page.story_list.dated_by is 'vendor, or first_seen where the vendor gave no believable date';
comment on column page.story_list.event is 'kind of event, null where unsure';
comment on column page.story_list.rank is 'importance of that kind of event, 1 = highest';
comment on column page.story_list.document_id is 'the stored document';
comment on column page.story_list.themes is 'titles of the themes shown, surest first';
comment on column page.story_list.unsure is 'titles of themes below their floor, surest first';
comment on column page.story_list.why is 'why the surest theme is shown';
comment on column page.story_list.theme_pending is 'true while the tagger has not seen it';
