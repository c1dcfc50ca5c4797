select 1 from core.price_point limit 1
