-- one row per claim: something a company promised
create or replace view claims as
select
    c.claim_id, c.company, c.subject, arg_max(e.status, e.happened_at) as status,
    arg_max(e.promised_for, e.happened_at) as promised_for, arg_min(e.promised_for, e.happened_at) as first_promised_for,
    date_diff('day', arg_min(e.promised_for, e.happened_at), arg_max(e.promised_for, e.happened_at)) as slip_days,
    max(e.happened_at) as last_at
from core.claim c
join core.claim_event e using (claim_id)
group by c.claim_id, c.company, c.subject;
comment on view claims is 'one row per claim: something a company promised';
comment on column claims.claim_id is 'never changes';
comment on column claims.company is 'who promised';
comment on column claims.subject is 'what was promised';
comment on column claims.status is 'announced, dated, delayed, shipped or cancelled';
comment on column claims.promised_for is 'day now promised';
comment on column claims.first_promised_for is 'day first promised';
comment on column claims.slip_days is 'days between the two';
comment on column claims.last_at is 'UTC time of its newest turn';
