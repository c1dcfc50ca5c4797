-- one row per stretch of a transcript
create or replace view passages as
with episode as (
    select source_id, title, min(url) as url
    from core.development
    where kind = 'podcast'
    group by source_id, title
),
document as (
    select document_id, source_id, any_value(url) as url, min(observed_at) as observed_at
    from core.document
    group by document_id, source_id
)
select
    p.passage_id, p.source_id, p.document_id, p.episode, p.published_at, p.speaker, p.starts_s, p.ends_s, p.text, p.ordinal,
    coalesce(e.url, d.url) as url, d.observed_at
from core.passage p
left join episode e on e.source_id = p.source_id and e.title = p.episode
left join document d on d.document_id = p.document_id and d.source_id = p.source_id;
comment on view passages is 'one row per stretch of a transcript';
comment on column passages.passage_id is 'content hash of document and place';
comment on column passages.source_id is 'the source';
comment on column passages.document_id is 'the stored transcript';
comment on column passages.episode is 'title of the episode';
comment on column passages.published_at is 'UTC time at which the episode was published, null where unknown';
comment on column passages.speaker is 'who speaks, null where the transcript does not say';
comment on column passages.starts_s is 'seconds from the start of the episode';
comment on column passages.ends_s is 'seconds from the start of the episode';
comment on column passages.text is 'what is said';
comment on column passages.ordinal is 'place within the transcript, from 0';
comment on column passages.url is 'page of the episode, else where the transcript was read';
comment on column passages.observed_at is 'UTC time at which the transcript was first read';
