select ai_model, ai_model_id, own from core.ai_model_name where ai_model_id is not null
