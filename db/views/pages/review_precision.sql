-- one row per theme: what the head showed on the developments that people reviewed, and what they kept of it
create or replace view page.review_precision as
with said as (
    -- What the head showed is what the first reviewer saw: a later one sees the word of the one before.
    select
        development_id,
        string_split(arg_min(was, ordinal) filter (was is not null), ',') as shown,
        string_split(any_value(value) filter (standing), ',') as kept
    from core.correction
    where field = 'themes'
    group by development_id
    having bool_or(standing) and bool_or(was is not null)
),
counted as (
    select
        h.theme,
        count(s.development_id) as reviewed,
        count(*) filter (list_contains(s.shown, h.theme)) as shown,
        count(*) filter (list_contains(s.shown, h.theme) and list_contains(s.kept, h.theme)) as kept,
        count(*) filter (list_contains(s.kept, h.theme) and not list_contains(s.shown, h.theme)) as missed
    from core.theme h
    left join said s on true
    group by h.theme
)
select h.theme, h.title, c.reviewed, c.shown, c.kept, c.kept / nullif(c.shown, 0)::double as precision, c.missed
from core.theme h
join counted c using (theme)
order by h.ordinal;
comment on view page.review_precision is 'one row per theme: what the head showed on the developments that people reviewed, and what they kept of it';
comment on column page.review_precision.theme is 'the theme';
comment on column page.review_precision.title is 'its title';
comment on column page.review_precision.reviewed is 'developments that people reviewed, whatever their themes';
comment on column page.review_precision.shown is 'of those, how many showed the theme when the first reviewer looked';
comment on column page.review_precision.kept is 'of those shown, how many kept it';
comment on column page.review_precision.precision is 'kept divided by shown; null where none was shown';
comment on column page.review_precision.missed is 'reviewed developments that got the theme from the reader alone';
