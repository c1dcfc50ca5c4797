-- one row per action item, edit and field
create or replace view action_history as
select action_id, edited_at, editor, field, old_value, new_value from core.action_edit;
comment on view action_history is 'one row per action item, edit and field';
comment on column action_history.action_id is 'the action item';
comment on column action_history.edited_at is 'UTC time of the edit';
comment on column action_history.editor is 'who edited';
comment on column action_history.field is 'status, owner, due or note';
comment on column action_history.old_value is 'before';
comment on column action_history.new_value is 'after';
