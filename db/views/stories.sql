-- one row per story: one event as told by one or more sources
create or replace view stories as
with told as (
    select d.development_id, d.source_id, d.published_at, d.url_key, coalesce(c.value, d.vendor) as vendor
    from core.development d
    left join core.correction c on c.development_id = d.development_id and c.field = 'vendor' and c.standing
)
select
    s.story_id, s.title, s.label, s.lead_development_id, min(d.published_at) as first_at,
    max(d.published_at) as last_at, count(*) as developments, -- Two sources that carry one address tell it once.
    least(count(distinct d.source_id), count(distinct coalesce(d.url_key, d.development_id))) as sources,
    list_sort(list(distinct d.vendor)) as vendors, s.cohesion
from core.story s
join core.story_development m using (story_id)
join told d using (development_id)
group by all;
comment on view stories is 'one row per story: one event as told by one or more sources';
comment on column stories.story_id is 'never changes once given';
comment on column stories.title is 'title of the lead development';
comment on column stories.label is 'what sets the story apart, in a phrase; mixed where cohesion is low';
comment on column stories.lead_development_id is 'the development that leads the story';
comment on column stories.first_at is 'UTC time of its first development';
comment on column stories.last_at is 'UTC time of its last development';
comment on column stories.developments is 'how many developments tell it';
comment on column stories.sources is 'how many sources tell it; two that carry the same address count once';
comment on column stories.vendors is 'vendors among them';
comment on column stories.cohesion is 'mean similarity of its developments, 0 to 1; null for a single one';
