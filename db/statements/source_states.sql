select source_id, state, sentence, last_attempt_at, last_good_at, consecutive_failures, next_due_at, etag,
    last_modified, document_id, url
from core.fetch_latest
