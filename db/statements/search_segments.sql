select segment, items from core.search_segment order by segment
