-- one row per published result of an AI model on a benchmark
create or replace view scores as
select * from core.score_named;
comment on view scores is 'one row per published result of an AI model on a benchmark';
comment on column scores.ai_model_id is 'vendor/name; null where the name could not be resolved with certainty';
comment on column scores.ai_model is 'the name that the source uses';
comment on column scores.benchmark is 'name of the benchmark';
comment on column scores.variant is 'effort, thinking budget or edit format, where stated';
comment on column scores.value is 'the result';
comment on column scores.unit is 'unit of the result';
comment on column scores.run_on is 'day of the run';
comment on column scores.cost_usd is 'cost of the whole run in US dollars, as reported; null where not measured';
comment on column scores.source_id is 'who says so';
comment on column scores.input_tokens is 'tokens read in the whole run';
comment on column scores.output_tokens is 'tokens written in the whole run';
comment on column scores.score_id is 'content hash of the row';
comment on column scores.document_id is 'the stored document';
comment on column scores.unresolved is 'why the name could not be resolved';
comment on column scores.snapshot is 'dated snapshot that the name states';
comment on column scores.host is 'who ran it, where that is not the maker; such a result is not joined to the maker''s prices';
