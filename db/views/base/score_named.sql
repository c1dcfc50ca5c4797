-- one row per published result of an AI model on a benchmark
create or replace view core.score_named as
select
    n.ai_model_id, s.ai_model, s.benchmark, coalesce(s.variant, n.variant) as variant, s.value, s.unit, s.run_on,
    s.cost_usd, s.source_id, s.input_tokens, s.output_tokens, s.score_id, s.document_id,
    case
        when n.ai_model_id is not null then null
        when s.run_on is null and n.ai_model is null then 'the name moves from one AI model to another, and no day of the run is stated'
        else coalesce(n.reason, 'the name could not be resolved to one AI model')
    end as unresolved,
    n.snapshot, n.host
from core.score s
left join core.ai_model_name n on n.vendor is null and n.ai_model = s.ai_model
    and (n.valid_from is null or n.valid_from <= s.run_on) and (n.valid_to is null or n.valid_to > s.run_on);
comment on view core.score_named is 'one row per published result of an AI model on a benchmark';
comment on column core.score_named.ai_model_id is 'vendor/name; null where the name could not be resolved with certainty';
comment on column core.score_named.ai_model is 'the name that the source uses';
comment on column core.score_named.benchmark is 'name of the benchmark';
comment on column core.score_named.variant is 'effort, thinking budget or edit format, where stated';
comment on column core.score_named.value is 'the result';
comment on column core.score_named.unit is 'unit of the result';
comment on column core.score_named.run_on is 'day of the run';
comment on column core.score_named.cost_usd is 'cost of the whole run in US dollars, as reported; null where not measured';
comment on column core.score_named.source_id is 'who says so';
comment on column core.score_named.input_tokens is 'tokens read in the whole run';
comment on column core.score_named.output_tokens is 'tokens written in the whole run';
comment on column core.score_named.score_id is 'content hash of the row';
comment on column core.score_named.document_id is 'the stored document';
comment on column core.score_named.unresolved is 'why the name could not be resolved';
comment on column core.score_named.snapshot is 'dated snapshot that the name states';
comment on column core.score_named.host is 'who ran it, where that is not the maker; such a result is not joined to the maker''s prices';
