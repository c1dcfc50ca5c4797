-- What does one solved task cost on each benchmark, cheapest first, and on which day's prices?
select benchmark, ai_model_id, variant, score, workload_usd, usd_per_solved, basis, price_on
from cost_per_performance
where refused is null and usd_per_solved is not null
order by benchmark, usd_per_solved, ai_model_id, variant
limit 100;
