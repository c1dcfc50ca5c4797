-- The day back to which the newest developments reach, so many of them.
select min(published_at)
from (select published_at from core.development where published_at <= ? order by published_at desc limit ?)
