select development_id, said from core.story_word
