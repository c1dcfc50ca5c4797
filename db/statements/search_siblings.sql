select i.ordinal from core.search_item i
where i.subject_id = $1 or i.subject_id in (
    select m.development_id from core.story_development m
    where m.story_id in (select story_id from core.story_development where development_id = $1)
)
