-- Who talks about what: developments by vendor and theme over the last 90 days of data?
select d.vendor, h.title as theme, count(*) as developments, max(d.published_at) as last_at
from developments d
join development_themes t using (development_id)
join themes h using (theme)
where t.shown and d.published_at > (select data_as_of from snapshot_info) - interval 90 day
group by d.vendor, h.title
order by developments desc, d.vendor, theme
limit 50;
