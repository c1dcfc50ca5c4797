select distinct p.vendor, p.ai_model from core.price_point p
left join core.ai_model_name n on n.vendor = p.vendor and n.ai_model = p.ai_model
where n.ai_model is null
union all
select distinct null, s.ai_model from core.score s
left join core.ai_model_name n on n.vendor is null and n.ai_model = s.ai_model
where n.ai_model is null
