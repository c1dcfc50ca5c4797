-- What readers said about developments, as copied from the desk; `standing` = the word that holds now.
create table core.correction (
    ordinal integer not null, development_id varchar not null, field varchar not null, value varchar, was varchar,
    corrected_at timestamptz not null, editor varchar not null, standing boolean not null, entity_id varchar,
    entity_kind varchar, surface varchar
);

-- Developments that stand in their story because a reader said so, with the words that put them there.
create table core.story_word (
    development_id varchar not null, said varchar[] not null
);
