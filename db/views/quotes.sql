-- one row per quote
create or replace view quotes as
select quote_id, speaker, text, document_id, starts, ends, starts_s, source_id from core.quote;
comment on view quotes is 'one row per quote';
comment on column quotes.quote_id is 'content hash of document and place';
comment on column quotes.speaker is 'who said it';
comment on column quotes.text is 'the words';
comment on column quotes.document_id is 'the stored document';
comment on column quotes.starts is 'first character in the document''s text';
comment on column quotes.ends is 'end in the document''s text, exclusive';
comment on column quotes.starts_s is 'seconds from the start of the episode, where spoken';
comment on column quotes.source_id is 'the source';
