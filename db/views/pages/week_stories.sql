-- one row per ISO week and story told in it
create or replace view page.week_stories as
with told as (
    select
        strftime(d.published_at at time zone 'UTC', '%G-W%V') as week, coalesce(m.story_id, d.development_id) as story_id,
        d.development_id, d.title, d.url, v.vendor, d.published_at, d.dated_by, d.body, d.quote, d.document_id,
        d.source_id, d.url_key, s.title as source_title, coalesce(c.title, v.vendor) as vendor_name, d.kind, v.event, v.rank
    from core.development d
    join (select development_id, vendor, event, rank from developments) v using (development_id)
    join core.source s using (source_id)
    left join core.story_development m using (development_id)
    left join core.vendor_named c on c.vendor = v.vendor
),
themed as (
    select t.development_id, list(h.title order by t.confidence desc, t.place, t.theme) as themes
    from core.tag_standing t join core.theme h using (theme) where t.shown group by t.development_id
)
select
    t.week, t.story_id,
    arg_min(t.development_id, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as development_id,
    arg_min(t.title, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as title,
    arg_min(t.url, (t.url is null, t.dated_by <> 'vendor', t.published_at, t.development_id)) as url,
    arg_min(t.vendor_name, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as vendor_name,
    arg_min(left(coalesce(t.quote, t.body), 400), (t.dated_by <> 'vendor', t.published_at, t.development_id)) as quote,
    arg_min(t.document_id, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as document_id,
    arg_min(t.source_title, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as source_title,
    arg_min(t.kind, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as kind,
    arg_min(h.themes, (t.dated_by <> 'vendor', t.published_at, t.development_id)) as themes,
    min(t.published_at) as published_at, least(count(distinct t.source_id), count(distinct coalesce(t.url_key, t.development_id))) as sources, count(*) as developments,
    min(t.rank) as rank, arg_min(t.event, t.rank) as event,
    bool_and(t.dated_by <> 'vendor') as undated
from told t
left join themed h using (development_id)
group by t.week, t.story_id;
comment on view page.week_stories is 'one row per ISO week and story told in it';
comment on column page.week_stories.week is 'ISO week, such as 2026-W17';
comment on column page.week_stories.story_id is 'the story; the development itself while it has none';
comment on column page.week_stories.development_id is 'the first dated development of the week that tells it';
comment on column page.week_stories.title is 'its title';
comment on column page.week_stories.url is 'link to the vendor''s own page';
comment on column page.week_stories.vendor_name is 'its vendor';
comment on column page.week_stories.quote is 'first words of its text';
comment on column page.week_stories.document_id is 'the stored document';
comment on column page.week_stories.source_title is 'the source that told it';
comment on column page.week_stories.kind is 'how that source is read';
comment on column page.week_stories.themes is 'titles of the themes shown, surest first';
comment on column page.week_stories.published_at is 'UTC time of the first telling in the week';
comment on column page.week_stories.sources is 'sources that told it in the week; two that carry the same address count once';
comment on column page.week_stories.developments is 'developments that told it in the week';
comment on column page.week_stories.rank is '1 (price change) to 9 (no event)';
comment on column page.week_stories.event is 'the event behind the rank';
comment on column page.week_stories.undated is 'true where no source gives a believable date';
