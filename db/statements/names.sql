select vendor, ai_model, ai_model_id from core.ai_model_name where ai_model_id is not null
