"""Shipped facts of AI models: real ids, real days, in the order of their lines."""

from __future__ import annotations

from datetime import date

from models.ai_models import identify, line_of, successors
from models.ai_models_released import shipped_facts


def test_every_id_is_one_that_names_lead_to():
    for ai_model_id, fact in shipped_facts().items():
        vendor, name = ai_model_id.split("/", 1)
        known = identify(vendor, name, fact.released_at)
        assert known and known.host is None, ai_model_id


def test_days_are_plausible_and_unknown_is_null():
    days = [fact.released_at for fact in shipped_facts().values()]
    assert all(day is None or date(2019, 1, 1) <= day <= date(2026, 12, 31) for day in days)
    assert shipped_facts().get("openai/gpt-99") is None


def test_versions_of_a_line_come_out_in_order():
    for family, line in (("gpt", "openai mini"), ("gpt", "openai nano"), ("claude", "anthropic opus"), ("claude", "anthropic sonnet")):
        members = [(id_, fact.released_at) for id_, fact in shipped_facts().items()
                   if family in id_ and (place := line_of(id_, fact.released_at)) and place.line == line]
        steps = [step for step in successors(members) if step.line == line]
        assert steps
        versions = [line_of(step.to_id).order[1] for step in steps]
        assert versions == sorted(versions), line
