-- one row per price move: a dated change of one AI model, or the step from an AI model to its successor
create or replace view page.price_moves as
with edge as (select read_at from page.as_of),
moved as (
    select
        'change' as move, changed_at as moved_at, ai_model_id, null::varchar as from_ai_model_id, null::varchar as line,
        unit, tier, context_over, variant, old_usd_per_mtok, new_usd_per_mtok, ratio, source_id, document_id, quote
    from price_changes
    where old_usd_per_mtok is not null and new_usd_per_mtok is not null
    union all
    select
        'step', stepped_at, to_ai_model_id, from_ai_model_id, line, unit, 'standard', null, null, old_usd_per_mtok,
        new_usd_per_mtok, ratio, source_id, document_id, quote
    from price_steps
    where old_usd_per_mtok <> new_usd_per_mtok
)
select
    v.move, v.moved_at, v.ai_model_id, a.name as ai_model, f.name as from_ai_model, a.vendor,
    coalesce(c.title, a.vendor) as vendor_name, v.line, v.unit, v.tier, v.context_over, v.variant, v.old_usd_per_mtok,
    v.new_usd_per_mtok, v.ratio, coalesce(v.moved_at > e.read_at, false) as upcoming, s.title as source_title, v.document_id, v.quote,
    coalesce(d.url, s.url) as url, d.observed_at, a.vendor in (
        select vendor from core.source where listed and kind in ('feed', 'changelog', 'pricing_page')
    ) as followed
from moved v
cross join edge e
join core.ai_model a on a.ai_model_id = v.ai_model_id
left join core.ai_model f on f.ai_model_id = v.from_ai_model_id
left join core.company c on c.company = a.vendor
left join core.source s on s.source_id = v.source_id
left join (
    select document_id, source_id, any_value(url) as url, min(observed_at) as observed_at
    from core.document group by document_id, source_id
) d on d.document_id = v.document_id and d.source_id = v.source_id;
comment on view page.price_moves is 'one row per price move: a dated change of one AI model, or the step from an AI model to its successor';
comment on column page.price_moves.move is 'change (same AI model) or step (from an AI model to its successor)';
comment on column page.price_moves.moved_at is 'UTC time of the change, or of the successor''s release; null where unknown';
comment on column page.price_moves.ai_model_id is 'the AI model, for a step the successor';
comment on column page.price_moves.ai_model is 'its name';
comment on column page.price_moves.from_ai_model is 'name of the predecessor, null for a change';
comment on column page.price_moves.vendor is 'id of the vendor';
comment on column page.price_moves.vendor_name is 'name of the vendor';
comment on column page.price_moves.line is 'line of AI models, null for a change';
comment on column page.price_moves.unit is 'what one pays per';
comment on column page.price_moves.tier is 'standard, batch, …';
comment on column page.price_moves.context_over is 'lower edge of the prompt-length band, tokens';
comment on column page.price_moves.variant is 'named variant or null';
comment on column page.price_moves.old_usd_per_mtok is 'US dollars per million tokens before';
comment on column page.price_moves.new_usd_per_mtok is 'US dollars per million tokens after';
comment on column page.price_moves.ratio is 'after divided by before, null where before was free';
comment on column page.price_moves.upcoming is 'true where it lies after the newest data';
comment on column page.price_moves.source_title is 'who says so';
comment on column page.price_moves.document_id is 'the stored document';
comment on column page.price_moves.quote is 'the words of the document';
comment on column page.price_moves.url is 'the page';
comment on column page.price_moves.observed_at is 'UTC time at which we read it';
comment on column page.price_moves.followed is 'true where the vendor''s own news are watched, false for mere resellers';
