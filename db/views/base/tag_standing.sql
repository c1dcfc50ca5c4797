-- one row per development and theme: the tagger's tags under the word of the reader that stands
create or replace view core.tag_standing as
with said as (
    select
        development_id, case when value = '' then []::varchar[] else string_split(value, ',') end as themes,
        editor || ' on ' || strftime(corrected_at at time zone 'UTC', '%-d %B %Y') as whom
    from core.correction
    where field = 'themes' and standing
)
select
    t.development_id, t.theme, t.confidence, t.shown and s.whom is null as shown,
    case when s.whom is null then t.author else 'person' end as author,
    case
        when s.whom is null then t.why
        when t.shown then 'taken away by ' || s.whom
        else 'not chosen by ' || s.whom
    end as why,
    99 as place
from core.tag t
left join said s using (development_id)
where s.whom is null or not list_contains(s.themes, t.theme)
union all
select
    development_id, unnest(themes) as theme, 1.0 as confidence, true as shown, 'person' as author,
    'set by ' || whom as why, unnest(range(1, len(themes) + 1)) as place
from said;
comment on view core.tag_standing is 'one row per development and theme: the tagger''s tags under the word of the reader that stands';
comment on column core.tag_standing.development_id is 'the development';
comment on column core.tag_standing.theme is 'theme id';
comment on column core.tag_standing.confidence is '0 to 1; 1 where a reader set it';
comment on column core.tag_standing.shown is 'true where a reader set it, or from the theme''s floor on where nobody did';
comment on column core.tag_standing.author is 'model, or person where a reader decided';
comment on column core.tag_standing.why is 'what decided it, or who set it or took it away, and when';
comment on column core.tag_standing.place is 'its place among the reader''s themes, primary first; 99 for the tagger''s';
