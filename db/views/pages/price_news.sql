-- one row per price move of one AI model on one day, all its units together
create or replace view page.price_news as
select
    move, moved_at, ai_model_id, ai_model, from_ai_model, vendor, vendor_name, line, tier, context_over, variant, upcoming, followed,
    list(unit order by place, unit) as units, list(old_usd_per_mtok::double order by place, unit) as olds,
    list(new_usd_per_mtok::double order by place, unit) as news, max(abs(ln(nullif(ratio, 0)))) as size,
    arg_min(source_title, place) as source_title, arg_min(document_id, place) as document_id,
    string_agg(quote, ' | ' order by place, unit) as quote, arg_min(url, place) as url, min(observed_at) as observed_at
from (
    select *, case unit when 'input' then 1 when 'output' then 2 when 'cached_input' then 3 else 4 end as place
    from page.price_moves
)
group by move, moved_at, ai_model_id, ai_model, from_ai_model, vendor, vendor_name, line, tier, context_over, variant, upcoming, followed;
comment on view page.price_news is 'one row per price move of one AI model on one day, all its units together';
comment on column page.price_news.move is 'change (same AI model) or step (from an AI model to its successor)';
comment on column page.price_news.moved_at is 'UTC time of the change, or of the successor''s release';
comment on column page.price_news.ai_model_id is 'the AI model, for a step the successor';
comment on column page.price_news.ai_model is 'its name';
comment on column page.price_news.from_ai_model is 'name of the predecessor, null for a change';
comment on column page.price_news.vendor is 'id of the vendor';
comment on column page.price_news.vendor_name is 'name of the vendor';
comment on column page.price_news.line is 'line of AI models, null for a change';
comment on column page.price_news.tier is 'standard, batch, …';
comment on column page.price_news.context_over is 'lower edge of the prompt-length band, tokens';
comment on column page.price_news.variant is 'named variant or null';
comment on column page.price_news.upcoming is 'true where it lies after the newest data';
comment on column page.price_news.units is 'what one pays per, input first';
comment on column page.price_news.olds is 'US dollars per million tokens before, in the order of units';
comment on column page.price_news.news is 'the same after';
comment on column page.price_news.size is 'how far the largest of them moved, as a logarithm';
comment on column page.price_news.source_title is 'who says so';
comment on column page.price_news.document_id is 'the stored document';
comment on column page.price_news.quote is 'the words of the document';
comment on column page.price_news.url is 'the page';
comment on column page.price_news.observed_at is 'UTC time at which we read it';
comment on column page.price_news.followed is 'true where the vendor''s own news are watched, false for mere resellers';
