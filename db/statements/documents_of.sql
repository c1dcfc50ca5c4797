select d.document_id, d.url, d.media_type, coalesce(f.attempted_at, d.observed_at) as seen_at, d.episode, d.published_at,
    f.document_id is null and d.episode is not null as follows
from core.document d
left join (
    select document_id, source_id, attempted_at from core.fetch where document_id is not null and status is distinct from 304
        and state <> 'unchanged'
) f using (document_id, source_id)
where d.source_id = ?
order by seen_at, d.document_id
