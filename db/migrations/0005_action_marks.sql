-- What a list says of its own action items: done or not, once for each document that says so.
create table core.action_mark (
    mark_id varchar not null, action_id varchar not null, source_id varchar not null, document_id varchar not null,
    stated_at timestamptz not null, done boolean not null
);
