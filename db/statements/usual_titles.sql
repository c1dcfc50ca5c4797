select title from core.development order by published_at desc, development_id limit ?
