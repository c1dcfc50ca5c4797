select count(*) from core.development d
left join core.inference i on i.development_id = d.development_id and split_part(i.tagger, '+', 1) = ?
where i.development_id is null
