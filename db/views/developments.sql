-- one row per development: a dated thing that a vendor did, as one source told it
create or replace view developments as
with said as (
    select
        development_id, max(value) filter (field = 'event') as event, max(value) filter (field = 'vendor') as vendor
    from core.correction
    where standing and field in ('event', 'vendor')
    group by development_id
)
select
    d.development_id, d.source_id, coalesce(s.vendor, d.vendor) as vendor, d.kind, d.title, d.body, d.url, d.published_at, d.observed_at,
    d.dated_by, coalesce(s.event, i.event) as event,
    case when s.event is not null then 1.0 else i.event_confidence end as event_confidence,
    coalesce(i.language, d.language) as language, d.document_id,
    case coalesce(s.event, i.event)
        when 'price_change' then 1 when 'deprecation' then 2 when 'security_incident' then 2
        when 'acquisition_partnership' then 3 when 'delay_cancel' then 3 when 'policy_legal' then 4
        when 'launch' then 4 when 'reorganisation' then 5 when 'funding' then 5 when 'benchmark_result' then 6
        else 9
    end as rank,
    d.author, d.quote, d.guid, i.tagger is null as theme_pending
from core.development d
left join core.inference i on i.development_id = d.development_id
left join said s on s.development_id = d.development_id;
comment on view developments is 'one row per development: a dated thing that a vendor did, as one source told it';
comment on column developments.development_id is 'content hash of source and entry; never changes';
comment on column developments.source_id is 'the source that told it';
comment on column developments.vendor is 'the vendor whose source it is, or the one that a reader named';
comment on column developments.kind is 'kind of the source (feed, changelog, brief, podcast …)';
comment on column developments.title is 'title as published, tags removed';
comment on column developments.body is 'text as published, tags removed; null where the source gives none';
comment on column developments.url is 'link to the vendor''s own page';
comment on column developments.published_at is 'UTC; the vendor''s date when believable, else the time we first saw it';
comment on column developments.observed_at is 'UTC time at which we first saw it';
comment on column developments.dated_by is 'vendor, or first_seen where the vendor gives no believable date';
comment on column developments.event is 'launch, price_change, deprecation, … or none; null while themes are pending';
comment on column developments.event_confidence is '0 to 1; 1 where a reader said so';
comment on column developments.language is 'ISO 639-1 code where it could be told';
comment on column developments.document_id is 'the stored document it was read from';
comment on column developments.rank is '1 (price change) to 9 (none): order of events when a leader has one minute';
comment on column developments.author is 'author as published';
comment on column developments.quote is 'the words that carry it, where the source marks them';
comment on column developments.guid is 'the source''s own id of the entry';
comment on column developments.theme_pending is 'true until the embedder has seen it';
