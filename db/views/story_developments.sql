-- one row per story and development
create or replace view story_developments as
select story_id, development_id from core.story_development;
comment on view story_developments is 'one row per story and development';
comment on column story_developments.story_id is 'the story';
comment on column story_developments.development_id is 'a development that tells it';
