-- What search reads: an inverted index in plain tables, appended to in segments, and merged while they are small.
-- All of it is derived from developments and passages: emptied, it is filled again by the next pass.
create table core.search_item (
    ordinal integer not null, subject_id varchar not null, passage boolean not null, thread integer not null,
    vendor varchar, kind varchar, source_id varchar not null, published_at timestamptz, length integer not null
);

-- `begins` is the first six bytes of the term as a number: it keeps their order and is found far faster than text.
create table core.search_posting (
    segment integer not null, begins bigint not null, term varchar not null, ordinals integer[] not null, counts smallint[] not null
);

create table core.search_segment (
    segment integer not null, items integer not null
);
