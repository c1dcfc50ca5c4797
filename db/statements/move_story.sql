update core.story_development set story_id = ? where story_id = ?
