delete from core.vocabulary where name = ?
