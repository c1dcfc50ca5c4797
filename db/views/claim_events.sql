-- one row per turn of a claim
create or replace view claim_events as
select claim_id, happened_at, status, promised_for, development_id, quote from core.claim_event;
comment on view claim_events is 'one row per turn of a claim';
comment on column claim_events.claim_id is 'the claim';
comment on column claim_events.happened_at is 'UTC time';
comment on column claim_events.status is 'announced, dated, delayed, shipped or cancelled';
comment on column claim_events.promised_for is 'day promised at that turn';
comment on column claim_events.development_id is 'the development that shows it';
comment on column claim_events.quote is 'the words that show it';
