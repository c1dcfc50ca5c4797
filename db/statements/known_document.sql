select count(*) from core.document where document_id = ? and source_id = ?
