-- one row per pass of the collector
create or replace view runs as
select run_id, started_at, ended_at, outcome, sources, failed, new_developments, snapshot from core.run;
comment on view runs is 'one row per pass of the collector';
comment on column runs.run_id is 'the pass';
comment on column runs.started_at is 'UTC';
comment on column runs.ended_at is 'UTC, null while it runs';
comment on column runs.outcome is 'done, running or aborted';
comment on column runs.sources is 'sources asked';
comment on column runs.failed is 'sources that gave nothing readable';
comment on column runs.new_developments is 'developments added';
comment on column runs.snapshot is 'snapshot published after it, null where nothing changed';
