update core.inference set tagger = ? where list_contains(?, development_id)
