delete from core.source where source_id = ?
