-- one row per theme: its share of attention now and thirteen weeks ago
create or replace view page.theme_attention as
select
    theme, title, max(share) filter (back = 0) as share, max(share) filter (back = 13) as share_before,
    max(share) filter (back = 0) - max(share) filter (back = 13) as gain,
    max(developments) filter (back = 0) as developments,
    row_number() over (order by max(developments) filter (back = 0) desc, theme) as place
from page.attention_weeks
group by theme, title;
comment on view page.theme_attention is 'one row per theme: its share of attention now and thirteen weeks ago';
comment on column page.theme_attention.theme is 'the theme';
comment on column page.theme_attention.title is 'its title';
comment on column page.theme_attention.share is 'share of developments over the newest thirteen weeks';
comment on column page.theme_attention.share_before is 'the same thirteen weeks earlier';
comment on column page.theme_attention.gain is 'difference of the two, in shares';
comment on column page.theme_attention.developments is 'developments over the newest thirteen weeks';
comment on column page.theme_attention.place is '1 for the theme with most developments now';
