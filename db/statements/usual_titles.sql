select title from core.development order by published_at desc nulls last, development_id limit ?
