-- Facts are append-only; ids are content hashes; no index, sequence, enum, check or fixed array,
-- so that the same schema runs on DuckLake with a PostgreSQL catalogue.
create schema if not exists core;
create schema if not exists page;

create table core.run (
    run_id varchar not null, started_at timestamptz not null, ended_at timestamptz, outcome varchar not null,
    sources integer, failed integer, new_developments integer, snapshot varchar
);

create table core.source (
    source_id varchar not null, vendor varchar not null, kind varchar not null, title varchar not null,
    url varchar, cadence_s bigint not null, licence varchar not null, listed boolean not null, origin varchar not null
);

create table core.fetch (
    run_id varchar not null, source_id varchar not null, url varchar, attempted_at timestamptz not null,
    state varchar not null, status integer, bytes bigint, ms integer, etag varchar, last_modified varchar,
    sentence varchar, document_id varchar, new_items integer not null, consecutive_failures integer not null,
    last_good_at timestamptz, next_due_at timestamptz not null
);

create table core.document (
    document_id varchar not null, source_id varchar not null, url varchar, media_type varchar, bytes bigint not null,
    observed_at timestamptz not null, episode varchar, published_at timestamptz, run_id varchar not null
);

create table core.transcript_link (
    url varchar not null, source_id varchar not null, media_type varchar, episode varchar, published_at timestamptz,
    seen_at timestamptz not null
);

create table core.problem (
    document_id varchar not null, source_id varchar not null, message varchar not null, "where" varchar,
    observed_at timestamptz not null
);

create table core.development (
    development_id varchar not null, source_id varchar not null, vendor varchar not null, kind varchar not null,
    title varchar not null, body varchar, url varchar, url_key varchar, guid varchar, author varchar, quote varchar,
    claimed_at timestamptz, published_at timestamptz not null, dated_by varchar not null,
    observed_at timestamptz not null, language varchar, document_id varchar not null
);

create table core.passage (
    passage_id varchar not null, source_id varchar not null, document_id varchar not null, episode varchar,
    published_at timestamptz, ordinal integer not null, speaker varchar, starts_s double, ends_s double,
    text varchar not null
);

create table core.quote (
    quote_id varchar not null, source_id varchar not null, document_id varchar not null, speaker varchar,
    text varchar not null, starts integer, ends integer, starts_s double
);

create table core.action_item (
    action_id varchar not null, source_id varchar not null, document_id varchar not null, title varchar,
    text varchar not null, horizon varchar, horizon_text varchar, owner varchar, due date, starts integer,
    ends integer, stated_at timestamptz not null
);

create table core.price_point (
    price_id varchar not null, price_key varchar not null, source_id varchar not null, document_id varchar not null,
    vendor varchar not null, ai_model varchar not null, unit varchar not null, tier varchar not null, context_over bigint, variant varchar,
    currency varchar, amount decimal(28, 12), per varchar, usd_per_mtok decimal(28, 12), effective_from date,
    effective_to date, observed_at timestamptz not null, quote varchar, status varchar not null, reason varchar,
    series_key varchar, rule varchar
);

-- What was decided about a reading after it was stored; the newest line counts, none is ever changed.
create table core.price_verdict (
    price_id varchar not null, status varchar not null, rule varchar, reason varchar, decided_at timestamptz not null,
    decided_by varchar not null
);

-- A price that a later good document of its source no longer lists; a new reading ends the absence.
create table core.price_absence (
    price_key varchar not null, source_id varchar not null, document_id varchar not null, observed_at timestamptz not null,
    last_seen_at timestamptz
);

create table core.score (
    score_id varchar not null, source_id varchar not null, document_id varchar not null, ai_model varchar not null,
    benchmark varchar not null, variant varchar, value decimal(28, 12) not null, unit varchar not null, run_on date,
    cost_usd decimal(28, 12), input_tokens bigint, output_tokens bigint, observed_at timestamptz not null
);

create table core.usage_point (
    usage_id varchar not null, source_id varchar not null, document_id varchar not null, runtime varchar not null,
    metric varchar not null, observed_at timestamptz not null, value decimal(28, 6) not null
);

-- What we infer: replaced for an item when the tagger, the embedder or a vocabulary changes.
create table core.embedding (
    subject_id varchar not null, embedder varchar not null, vector float[] not null
);

create table core.inference (
    development_id varchar not null, tagger varchar not null, event varchar, event_confidence double,
    language varchar, inferred_at timestamptz not null
);

create table core.tag (
    development_id varchar not null, theme varchar not null, confidence double not null, shown boolean not null,
    author varchar not null, why varchar
);

create table core.mention (
    development_id varchar not null, entity_id varchar not null, entity_kind varchar not null,
    surface varchar not null, starts integer not null, ends integer not null
);

create table core.runtime_move (
    development_id varchar not null, company varchar not null, runtime varchar not null, layer varchar not null,
    move varchar not null, quote varchar
);

create table core.story_development (
    story_id varchar not null, development_id varchar not null
);

create table core.story (
    story_id varchar not null, title varchar not null, label varchar, lead_development_id varchar not null,
    cohesion double
);

create table core.claim (
    claim_id varchar not null, company varchar, subject varchar not null
);

create table core.claim_event (
    claim_id varchar not null, happened_at timestamptz not null, status varchar not null, promised_for date,
    development_id varchar, quote varchar
);

create table core.signal (
    signal_id varchar not null, week varchar not null, rule varchar not null, headline varchar not null,
    importance double, value double, subject varchar, evidence varchar[]
);

create table core.digest (
    week varchar not null, written_at timestamptz not null, snapshot varchar, subject varchar, html varchar,
    markdown varchar
);

-- Vocabularies, copied from the TOML files whenever they change.
create table core.vocabulary (
    name varchar not null, fingerprint varchar not null
);

create table core.theme (
    theme varchar not null, title varchar not null, question varchar, ordinal integer not null
);

create table core.company (
    company varchar not null, title varchar not null
);

create table core.runtime (
    runtime varchar not null, title varchar not null, company varchar, layer varchar not null,
    licence varchar, url varchar
);

create table core.ai_model (
    ai_model_id varchar not null, vendor varchar not null, name varchar not null, line varchar, line_order integer,
    released_at date, context_tokens bigint, open_weights boolean, modalities varchar[], aliases varchar[]
);

create table core.ai_model_fact (
    ai_model_id varchar not null, released_at date, context_tokens bigint, open_weights boolean, modalities varchar[],
    document_id varchar
);

create table core.ai_model_name (
    vendor varchar, ai_model varchar not null, ai_model_id varchar, variant varchar, reason varchar, own boolean,
    snapshot varchar, host varchar, alias varchar, valid_from date, valid_to date
);

create table core.benchmark (
    benchmark varchar not null, tasks integer
);

-- The desk, as copied at publish.
create table core.action_state (
    action_id varchar not null, status varchar, owner varchar, due date, note varchar, version integer not null,
    updated_at timestamptz not null, editor varchar not null
);

create table core.action_edit (
    action_id varchar not null, edited_at timestamptz not null, editor varchar not null, field varchar not null,
    old_value varchar, new_value varchar
);

create table core.snapshot (
    version integer not null, published_at timestamptz not null, data_as_of timestamptz, schema_version integer not null,
    embedder varchar, head varchar
);
