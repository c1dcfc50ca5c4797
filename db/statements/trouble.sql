select l.source_id, l.state from core.fetch_latest l where l.state in ('failing', 'suspicious', 'partial', 'paused')
