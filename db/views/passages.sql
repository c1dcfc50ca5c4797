-- one row per stretch of a transcript
create or replace view passages as
select passage_id, source_id, document_id, episode, published_at, speaker, starts_s, ends_s, text, ordinal
from core.passage;
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
