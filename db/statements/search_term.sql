select term, ordinals, counts from core.search_posting where begins = ? and term = ?
