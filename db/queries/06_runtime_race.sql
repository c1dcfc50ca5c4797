-- Which companies moved most in each runtime layer, and is the pace rising?
select layer, company, moves_90d, moves_prev_90d, last_move_at
from runtime_board
where moves_90d > 0
order by layer, moves_90d desc, company;
