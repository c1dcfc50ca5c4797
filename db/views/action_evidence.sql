-- one row per action item and piece of evidence
create or replace view action_evidence as
select
    action_id, 'document' as evidence_kind, document_id as evidence_id, coalesce(title || ': ', '') || text as quote,
    document_id, starts, ends
from core.action_item;
comment on view action_evidence is 'one row per action item and piece of evidence';
comment on column action_evidence.action_id is 'the action item';
comment on column action_evidence.evidence_kind is 'document, development, price or claim';
comment on column action_evidence.evidence_id is 'id of the evidence';
comment on column action_evidence.quote is 'the words';
comment on column action_evidence.document_id is 'the stored document';
comment on column action_evidence.starts is 'first character in the document''s text';
comment on column action_evidence.ends is 'end in the document''s text, exclusive';
