select count(*) from core.fetch where source_id = ? and document_id = ?
