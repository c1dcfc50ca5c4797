-- one row per development and theme
create or replace view development_themes as
select t.development_id, t.theme, t.confidence, t.shown, t.author, t.why
from core.tag_standing t;
comment on view development_themes is 'one row per development and theme';
comment on column development_themes.development_id is 'the development';
comment on column development_themes.theme is 'theme id from themes.toml';
comment on column development_themes.confidence is '0 to 1; 1 where a reader set it';
comment on column development_themes.shown is 'true when the confidence reaches the theme''s floor, or a reader set it';
comment on column development_themes.author is 'model, or person where a reader corrected it';
comment on column development_themes.why is 'the rule span or example that decided it, or who set it or took it away';
