insert into core.vocabulary (name, fingerprint) values (?, ?)
