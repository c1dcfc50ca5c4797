select term, ordinals, counts from core.search_posting
where begins between ? and ? and starts_with(term, ?)
order by len(ordinals) desc
limit 64
