select price_key, arg_max({'price_id': price_id, 'amount': amount, 'currency': currency, 'per': per, 'status': status},
        (observed_at, price_id))
from core.price_point where source_id = ? group by price_key
