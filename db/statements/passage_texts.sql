select passage_id, text from core.passage where source_id = ?
