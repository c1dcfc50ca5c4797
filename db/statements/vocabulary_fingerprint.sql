select fingerprint from core.vocabulary where name = ?
