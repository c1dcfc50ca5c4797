select distinct p.vendor, p.ai_model from core.price_point p
where not exists (select 1 from core.ai_model_name n where n.vendor = p.vendor and n.ai_model = p.ai_model)
union all
select distinct null, s.ai_model from core.score s
where not exists (select 1 from core.ai_model_name n where n.vendor is null and n.ai_model = s.ai_model)
