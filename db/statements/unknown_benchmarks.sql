select distinct benchmark from core.score where benchmark not in (select benchmark from core.benchmark)
