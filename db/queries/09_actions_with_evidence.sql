-- Which actions are open, until when, and on which words do they rest?
select a.title, a.horizon, a.status, a.owner, coalesce(a.due, a.window_end) as do_by, e.quote, e.document_id
from actions a
left join action_evidence e using (action_id)
where a.status in ('open', 'doing', 'blocked')
order by do_by nulls last, a.title;
