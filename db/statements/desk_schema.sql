create table if not exists action_state (
    action_id text primary key, status text, owner text, due text, note text, version integer not null,
    updated_at text not null, editor text not null
);
create table if not exists action_edit (
    action_id text not null, edited_at text not null, editor text not null, field text not null, old_value text,
    new_value text
);
create table if not exists run_request (
    requested_at text not null, editor text not null, taken_at text
);
create table if not exists price_review (
    price_id text primary key, verdict text not null, note text, version integer not null, updated_at text not null,
    editor text not null
);
create table if not exists development_correction (
    development_id text not null, field text not null, value text, was text, corrected_at text not null,
    editor text not null
);
create table if not exists workload (
    name text primary key, body text not null, version integer not null, updated_at text not null, editor text not null
);
create table if not exists price_verdict (
    price_id text not null, verdict text not null, note text, decided_at text not null, editor text not null
);
