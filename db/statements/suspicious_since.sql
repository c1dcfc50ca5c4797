select min(attempted_at) from core.fetch
where source_id = ? and state = 'suspicious' and attempted_at > coalesce(?::timestamptz, 'epoch'::timestamptz)
