select price_id, decided_at, decided_by from core.price_verdict where rule = 'person'
