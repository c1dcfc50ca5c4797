select price_id from core.price_judged
where source_id = ? and document_id = ? and status = 'quarantined' and list_contains(?, rule) and observed_at::date < ?::date
