-- one row per size of AI model and month: the median blended price of the newest AI model of each line
create or replace view page.price_index_size as
with counted as (
    select
        size, ends_at, median(blended_usd_per_mtok) as usd_per_mtok, min(blended_usd_per_mtok) as low,
        max(blended_usd_per_mtok) as high, count(*) as ai_models, count(*) filter (read_by_then) as read_by_then,
        string_agg(ai_model, ', ' order by ai_model) as names, string_agg(distinct source_title, ', ' order by source_title) as source_title
    from page.price_index_part
    group by size, ends_at
),
-- Before three of a size had been read, the few that are known would speak for all.
begun as (select size, min(ends_at) as first_at from counted where read_by_then >= 3 group by size)
select c.size, c.ends_at, c.usd_per_mtok, c.low, c.high, c.ai_models, c.read_by_then, c.names, c.source_title
from counted c
join begun b on b.size = c.size and c.ends_at >= b.first_at;
comment on view page.price_index_size is 'one row per size of AI model and month: the median blended price of the newest AI model of each line';
comment on column page.price_index_size.size is 'small, mid or flagship, by the name of the line';
comment on column page.price_index_size.ends_at is 'UTC end of the month, or the newest data';
comment on column page.price_index_size.usd_per_mtok is 'median of three parts input and one part output, US dollars per million tokens';
comment on column page.price_index_size.low is 'the lowest of them';
comment on column page.price_index_size.high is 'the highest of them';
comment on column page.price_index_size.ai_models is 'how many AI models it is the median of';
comment on column page.price_index_size.read_by_then is 'of those with a price that had been read by then';
comment on column page.price_index_size.names is 'their names';
comment on column page.price_index_size.source_title is 'who says so';
