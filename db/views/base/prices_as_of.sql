-- one row per AI model, unit, tier, band and variant: the price that held at `ts`, as far as we know today
create or replace macro prices_as_of(ts) as table
select
    ai_model_id, unit, tier, context_over, variant, usd_per_mtok, since, max(confirmed_at) over same_offer as last_confirmed_at,
    case when listed then count(*) filter (where listed) over same_offer else count(*) over same_offer end as sources,
    coalesce(min(usd_per_mtok) filter (where listed) over same_offer = max(usd_per_mtok) filter (where listed) over same_offer, true)
        as agree,
    coalesce(min(usd_per_mtok) filter (where listed) over same_offer, usd_per_mtok) as low,
    coalesce(max(usd_per_mtok) filter (where listed) over same_offer, usd_per_mtok) as high, source_id, quote, document_id, listed,
    next_usd_per_mtok, next_from
from core.price_standing_at(ts::timestamptz)
window same_offer as (partition by offer)
-- The vendor's own page wins, then whoever confirmed it last; a source that lists it no longer comes last.
qualify row_number() over (partition by offer order by not listed, witness_rank, confirmed_at desc, source_id) = 1;
comment on macro table prices_as_of is 'one row per AI model, unit, tier, band and variant: the price that held at ts, from what is known today; columns as in price_latest. Example: from prices_as_of(''2026-03-01'')';
