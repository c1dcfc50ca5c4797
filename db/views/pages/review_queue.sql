-- one row per development that nobody reviewed, least certain first, among equals the newest first
create or replace view page.review_queue as
with doubt as (
    select development_id, max(1 - 2 * abs(confidence - .5)) as most
    from core.tag
    group by development_id
)
select d.development_id, round(coalesce(u.most, 0), 1) as uncertainty, d.published_at
from core.development d
join core.inference i using (development_id)
left join doubt u using (development_id)
where coalesce(i.language, 'en') = 'en'
    and d.development_id not in (select development_id from core.correction where field = 'themes' and standing)
order by uncertainty desc, d.published_at desc, d.development_id;
comment on view page.review_queue is 'one row per development that nobody reviewed, least certain first, among equals the newest first';
comment on column page.review_queue.development_id is 'the development; none in a language that we read badly, none whose themes are pending';
comment on column page.review_queue.uncertainty is '0 to 1 in tenths: 1 where a theme is as likely as not, 0 where every theme is certain';
comment on column page.review_queue.published_at is 'UTC time of publication, or of first sight';
