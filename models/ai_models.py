"""What other rooms ask about AI models: identity, lines, facts and the number of a benchmark's tasks."""

from __future__ import annotations

from models.ai_models_facts import AiModelFact, facts
from models.ai_models_identity import Identity, Refusal, identify, price_id, resolve, vendor_id
from models.ai_models_lines import Line, Step, line_of, successors
from models.ai_models_names import budget_word, offer_slug, split_variant
from models.ai_models_table import tasks_of

__all__ = [
    "AiModelFact",
    "Identity",
    "Line",
    "Refusal",
    "Step",
    "budget_word",
    "facts",
    "identify",
    "line_of",
    "offer_slug",
    "price_id",
    "resolve",
    "split_variant",
    "successors",
    "tasks_of",
    "vendor_id",
]
