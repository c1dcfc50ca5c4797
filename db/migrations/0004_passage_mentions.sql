-- Entities named in passages of transcripts, and with which vocabulary each passage was read.
create table core.passage_mention (
    passage_id varchar not null, entity_id varchar not null, entity_kind varchar not null, surface varchar not null,
    starts integer not null, ends integer not null
);
create table core.passage_reading (passage_id varchar not null, vocabulary varchar not null);
