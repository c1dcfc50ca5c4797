select l.url, l.source_id, l.episode, l.published_at
from core.transcript_link l
where l.url not in (select url from core.document where url is not null)
    and (select count(*) from core.problem p where p."where" = l.url) < 3
qualify row_number() over (partition by l.source_id order by l.published_at desc nulls last, l.url) <= 10
