-- one row per signal: a derived fact worth a leader's minute
create or replace view signals as
select signal_id, week, rule, headline, importance, value, subject, evidence from core.signal;
comment on view signals is 'one row per signal: a derived fact worth a leader''s minute';
comment on column signals.signal_id is 'never changes';
comment on column signals.week is 'ISO week such as 2026-W17';
comment on column signals.rule is 'the rule that fired';
comment on column signals.headline is 'the fact in one sentence';
comment on column signals.importance is '0 to 1';
comment on column signals.value is 'the figure behind it';
comment on column signals.subject is 'what it is about';
comment on column signals.evidence is 'ids of developments, prices or claims';
