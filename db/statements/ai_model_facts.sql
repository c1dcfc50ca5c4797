select ai_model_id, released_at, context_tokens, open_weights, modalities from core.ai_model_fact
