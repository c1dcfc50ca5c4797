-- one row per development, with what its row on the screen needs
create or replace view page.development_list as
with tagged as (
    select
        t.development_id,
        list(h.title order by t.confidence desc, t.place, h.ordinal) filter (t.shown) as themes,
        list(h.title order by t.confidence desc) filter (not t.shown and t.author = 'model' and t.confidence >= .2) as unsure,
        arg_max(t.why, t.confidence) filter (t.shown) as why
    from core.tag_standing t
    join core.theme h using (theme)
    group by t.development_id
),
told as (
    select m.story_id, count(distinct d.source_id) as sources
    from core.story_development m
    join core.development d using (development_id)
    group by m.story_id
)
select
    d.development_id, d.vendor, coalesce(c.title, d.vendor) as vendor_name, d.kind, d.source_id,
    s.title as source_title, d.title, left(d.body, 600) as summary, d.body, d.quote, d.url, d.published_at,
    d.observed_at, d.dated_by, d.event, d.rank, d.document_id, coalesce(t.themes, []) as themes,
    coalesce(t.unsure, []) as unsure, t.why, d.theme_pending, m.story_id, coalesce(o.sources, 1) as sources
from developments d
left join core.source s using (source_id)
left join core.vendor_named c on c.vendor = d.vendor
left join tagged t on t.development_id = d.development_id
left join core.story_development m on m.development_id = d.development_id
left join told o on o.story_id = m.story_id;
comment on view page.development_list is 'one row per development, with what its row on the screen needs';
comment on column page.development_list.development_id is 'the development';
comment on column page.development_list.vendor is 'id of the vendor';
comment on column page.development_list.vendor_name is 'name of the vendor';
comment on column page.development_list.kind is 'how its source is read';
comment on column page.development_list.source_id is 'the source';
comment on column page.development_list.source_title is 'name of the source';
comment on column page.development_list.title is 'its title, foreign text';
comment on column page.development_list.summary is 'the first 600 characters of its body';
comment on column page.development_list.body is 'its whole text';
comment on column page.development_list.quote is 'the words that the source stresses';
comment on column page.development_list.url is 'the vendor''s own page';
comment on column page.development_list.published_at is 'UTC time of publication, or of first sight';
comment on column page.development_list.observed_at is 'UTC time at which we read it';
comment on column page.development_list.dated_by is 'vendor, or first_seen where the vendor gave no believable date';
comment on column page.development_list.event is 'kind of event, null where unsure';
comment on column page.development_list.rank is 'importance of that kind of event, 1 = highest';
comment on column page.development_list.document_id is 'the stored document';
comment on column page.development_list.themes is 'titles of the themes shown, surest first';
comment on column page.development_list.unsure is 'titles of themes below their floor, surest first';
comment on column page.development_list.why is 'why the surest theme is shown';
comment on column page.development_list.theme_pending is 'true while the tagger has not seen it';
comment on column page.development_list.story_id is 'its story';
comment on column page.development_list.sources is 'sources that tell its story';
