-- Which themes gain attention, month against month?
select title, developments_30d, momentum, question
from themes
order by momentum desc nulls last, developments_30d desc;
