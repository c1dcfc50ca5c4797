select count(*) from core.action_edit
