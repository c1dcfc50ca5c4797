select a.price_key
from (select price_key, max(observed_at) as gone_at from core.price_absence where source_id = ? group by price_key) a
where a.gone_at >= (select max(p.observed_at) from core.price_point p where p.price_key = a.price_key)
