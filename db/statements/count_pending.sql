select count(*) from core.development d
left join core.inference i on i.development_id = d.development_id and i.tagger = ?
where i.development_id is null
