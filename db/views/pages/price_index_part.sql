-- one row per month and line of AI models with a size: the AI model that was the newest of its line, and its blended price
create or replace view page.price_index_part as
with edge as (select read_at from page.as_of),
-- Three rungs that makers' own names tell; a line whose name tells none is in no index.
rung(word, size) as (
    values ('nano', 'small'), ('lite', 'small'), ('haiku', 'small'), ('small', 'small'), ('micro', 'small'), ('luna', 'small'),
        ('mini', 'mid'), ('flash', 'mid'), ('sonnet', 'mid'), ('medium', 'mid'), ('terra', 'mid'),
        ('plus', 'mid'), ('flagship', 'flagship'), ('opus', 'flagship'), ('pro', 'flagship'), ('large', 'flagship'),
        ('max', 'flagship'), ('ultra', 'flagship'), ('premier', 'flagship'), ('sol', 'flagship'), ('grok', 'flagship'),
        ('kimi', 'flagship'), ('glm', 'flagship')
),
line as (
    select distinct a.line, r.size
    from core.ai_model a
    join rung r on r.word = regexp_extract(a.line, '([a-z0-9]+)$', 1)
    where not regexp_matches(a.line, '(image|video|audio|voice|tts|embed|ocr|transcribe|code|codex|devstral|codestral|cyber|search|realtime)')
        and a.vendor in (select vendor from core.source where listed and kind in ('feed', 'changelog', 'pricing_page'))
        -- Where a maker has a flagship, its "pro" is something dearer beside it.
        and not (r.word = 'pro' and a.vendor in (select vendor from core.ai_model where line like '% flagship'))
),
stretch as (
    select
        h.ai_model_id, h.ai_model, h.vendor_name, h.line, h.line_order, h.unit, h.usd_per_mtok, h.source_title, h.starts_at as read_at,
        -- The price at which it was first listed counts from its release, as in price_steps.
        case when h.before_usd_per_mtok is null
            then least(h.starts_at, coalesce(a.released_at::timestamp at time zone 'UTC', h.starts_at)) else h.starts_at
        end as starts_at,
        lead(h.starts_at) over (partition by h.ai_model_id, h.unit order by h.starts_at, h.observed_at) as next_at
    from page.price_history h
    join core.ai_model a on a.ai_model_id = h.ai_model_id
    where h.tier = 'standard' and h.context_over is null and h.variant is null and h.unit in ('input', 'output')
        and h.line is not null and h.line_order is not null
),
months as (
    select least(m + interval 1 month - interval 1 second, e.read_at) as ends_at
    from edge e, lateral unnest(generate_series(date_trunc('month', e.read_at) - interval 35 month, e.read_at, interval 1 month)) t(m)
)
select
    m.ends_at, l.size, i.line, i.ai_model_id, i.ai_model, i.vendor_name, i.usd_per_mtok::double as input_usd_per_mtok,
    o.usd_per_mtok::double as output_usd_per_mtok, (3 * i.usd_per_mtok + o.usd_per_mtok)::double / 4 as blended_usd_per_mtok,
    greatest(i.read_at, o.read_at) <= m.ends_at as read_by_then, i.source_title
from months m
join stretch i on i.unit = 'input' and i.starts_at <= m.ends_at and (i.next_at is null or i.next_at > m.ends_at)
join stretch o on o.unit = 'output' and o.ai_model_id = i.ai_model_id and o.starts_at <= m.ends_at
    and (o.next_at is null or o.next_at > m.ends_at)
join line l on l.line = i.line
qualify row_number() over (partition by m.ends_at, i.line order by i.line_order desc, i.ai_model_id) = 1;
comment on view page.price_index_part is 'one row per month and line of AI models with a size: the AI model that was the newest of its line, and its blended price';
comment on column page.price_index_part.ends_at is 'UTC end of the month, or the newest data';
comment on column page.price_index_part.size is 'small, mid or flagship, by the name of the line';
comment on column page.price_index_part.line is 'line of AI models';
comment on column page.price_index_part.ai_model_id is 'the newest AI model of the line at that time';
comment on column page.price_index_part.ai_model is 'its name';
comment on column page.price_index_part.vendor_name is 'its maker';
comment on column page.price_index_part.input_usd_per_mtok is 'standard input price, US dollars per million tokens';
comment on column page.price_index_part.output_usd_per_mtok is 'standard output price, US dollars per million tokens';
comment on column page.price_index_part.blended_usd_per_mtok is 'three parts input and one part output';
comment on column page.price_index_part.read_by_then is 'false where the price was first read later and counts from the release';
comment on column page.price_index_part.source_title is 'who says so';
