-- one row per telling of a story: a development of it, a passage of talk about it, or a price of what it is about
create or replace view page.story_thread as
with heard as (
    select
        j.story_id, p.passage_id, p.document_id, p.published_at, p.ordinal, count(distinct n.entity_id) as subjects
    from core.story_subject j
    join core.passage_mention n on n.entity_id = j.entity_id
    join core.passage p on p.passage_id = n.passage_id and p.published_at between j.begins_at and j.ends_at
    where j.telling
    group by all
),
-- Of an hour of talk the two passages that say most; of many episodes the first ones.
chosen as (
    select story_id, passage_id
    from (
        select
            *, dense_rank() over (partition by story_id order by published_at, document_id) as episodes,
            row_number() over (partition by story_id, document_id order by subjects desc, ordinal) as best
        from heard
    )
    where best <= 2 and episodes <= 12
),
priced as (
    select
        j.story_id, j.entity_id as ai_model_id, c.changed_at as happened_at, c.unit, c.source_id, c.document_id, c.quote,
        c.new_usd_per_mtok as usd, c.old_usd_per_mtok as old_usd
    from core.story_subject j
    join price_changes c on c.ai_model_id = j.entity_id and c.changed_at between j.begins_at and j.ends_at
    where j.entity_kind = 'ai_model' and c.tier = 'standard' and c.context_over is null and c.variant is null
        and c.new_usd_per_mtok is not null
    union all
    select
        j.story_id, j.entity_id, f.starts_at, f.unit, f.source_id, f.document_id, f.quote, f.usd_per_mtok, null
    from core.story_subject j
    join core.price_seen_first f on f.ai_model_id = j.entity_id and f.starts_at between j.begins_at and j.ends_at
    where j.entity_kind = 'ai_model' and f.dated
),
worded as (
    select
        *, case when usd = round(usd, 2) then usd::decimal(28, 2)::varchar else rtrim(usd::varchar, '0') end as now_words,
        case when old_usd = round(old_usd, 2) then old_usd::decimal(28, 2)::varchar else rtrim(old_usd::varchar, '0') end as old_words
    from priced
),
listed as (
    select
        story_id, ai_model_id, happened_at, source_id, document_id,
        string_agg(
            replace(unit, '_', ' ') || ' $' || now_words || coalesce(', was $' || old_words, ''),
            '; ' order by case unit when 'input' then 1 when 'output' then 2 when 'cached_input' then 3 else 4 end, unit
        ) as words,
        string_agg(distinct quote, ' | ' order by quote) as quotes
    from worded
    group by all
)
select
    x.story_id, x.published_at as happened_at,
    case
        when x.kind in ('podcast', 'transcript') then 'talk'
        when x.kind = 'changelog' then 'release'
        when x.kind in ('pricing_page', 'price_catalogue') then 'price'
        when p.itself or x.vendor in (select company from core.runtime union all select vendor from core.ai_model) then 'post'
        when not coalesce(p.another, false) and (x.leads or c.company is not null) then 'post'
        else 'press'
    end as what,
    x.title, left(x.body, 600) as said, coalesce(n.title, x.vendor) as who, s.title as source_title, x.url, x.document_id,
    x.observed_at, x.development_id, null::varchar as passage_id, null::double as starts_s
from core.story_telling x
left join (
    select
        story_id, development_id, bool_or(owner = vendor or entity_id = vendor) as itself, bool_or(owner <> vendor) as another
    from core.story_named
    group by story_id, development_id
) p on p.story_id = x.story_id and p.development_id = x.development_id
left join core.company c on c.company = x.vendor
left join core.vendor_named n on n.vendor = x.vendor
left join core.source s on s.source_id = x.source_id
union all
select
    h.story_id, p.published_at, 'talk', coalesce(p.episode, s.title), left(p.text, 600), p.speaker, s.title, p.url,
    p.document_id, p.observed_at, null, p.passage_id, p.starts_s
from chosen h
join passages p using (passage_id)
left join core.source s on s.source_id = p.source_id
union all
select
    l.story_id, l.happened_at, 'price', a.name || ' per 1M tokens: ' || l.words, left(coalesce(l.quotes, l.words), 600), coalesce(c.title, a.vendor), s.title,
    coalesce(d.url, s.url), l.document_id, d.observed_at, null, null, null
from listed l
join core.ai_model a on a.ai_model_id = l.ai_model_id
left join core.company c on c.company = a.vendor
left join core.source s on s.source_id = l.source_id
left join (
    select document_id, source_id, any_value(url) as url, min(observed_at) as observed_at
    from core.document
    group by document_id, source_id
) d on d.document_id = l.document_id and d.source_id = l.source_id;
comment on view page.story_thread is 'one row per telling of a story: a development of it, a passage of talk that names what it is about, or a price of that';
comment on column page.story_thread.story_id is 'the story';
comment on column page.story_thread.happened_at is 'UTC time: published, or from which the price holds';
comment on column page.story_thread.what is 'post (a vendor''s own), release, press (another''s telling), talk or price';
comment on column page.story_thread.title is 'title of the development or the episode; the AI model with its prices in US dollars per million tokens';
comment on column page.story_thread.said is 'the words, their first 600 characters';
comment on column page.story_thread.who is 'name of the vendor, or who speaks; null where the transcript does not say';
comment on column page.story_thread.source_title is 'name of the source';
comment on column page.story_thread.url is 'the page of the vendor, the episode or the price list';
comment on column page.story_thread.document_id is 'the stored document';
comment on column page.story_thread.observed_at is 'UTC time at which we read it';
comment on column page.story_thread.development_id is 'the development; null for a passage and a price';
comment on column page.story_thread.passage_id is 'the passage of talk; null for the others';
comment on column page.story_thread.starts_s is 'seconds into the episode; null for the others';
