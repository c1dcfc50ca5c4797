select max(last_good_at) from core.fetch
