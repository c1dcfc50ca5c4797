-- one row per development and theme shown on it
create or replace view page.theme_developments as
select h.title as theme, l.*
from page.development_list l
join core.tag_standing t on t.development_id = l.development_id and t.shown
join core.theme h on h.theme = t.theme;
comment on view page.theme_developments is 'one row per development and theme shown on it';
comment on column page.theme_developments.theme is 'title of the theme';
comment on column page.theme_developments.development_id is 'the development';
comment on column page.theme_developments.vendor is 'id of the vendor';
comment on column page.theme_developments.vendor_name is 'name of the vendor';
comment on column page.theme_developments.kind is 'how its source is read';
comment on column page.theme_developments.source_id is 'the source';
comment on column page.theme_developments.source_title is 'name of the source';
comment on column page.theme_developments.title is 'its title, foreign text';
comment on column page.theme_developments.summary is 'the first 600 characters of its body';
comment on column page.theme_developments.body is 'its whole text';
comment on column page.theme_developments.quote is 'the words that the source stresses';
comment on column page.theme_developments.url is 'the vendor''s own page';
comment on column page.theme_developments.published_at is 'UTC time of publication, or of first sight';
comment on column page.theme_developments.observed_at is 'UTC time at which we read it';
comment on column page.theme_developments.dated_by is 'vendor, or first_seen where the vendor gave no believable date';
comment on column page.theme_developments.event is 'kind of event, null where unsure';
comment on column page.theme_developments.rank is 'importance of that kind of event, 1 = highest';
comment on column page.theme_developments.document_id is 'the stored document';
comment on column page.theme_developments.themes is 'titles of the themes shown, surest first';
comment on column page.theme_developments.unsure is 'titles of themes below their floor, surest first';
comment on column page.theme_developments.why is 'why the surest theme is shown';
comment on column page.theme_developments.theme_pending is 'true while the tagger has not seen it';
comment on column page.theme_developments.story_id is 'its story';
comment on column page.theme_developments.sources is 'sources that tell its story';
