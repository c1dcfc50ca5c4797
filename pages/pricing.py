"""What AI models cost: what changed, how prices move, what performance costs, and what we would pay."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pages.parts import doubts, filters, frame, price_moves, price_news, price_performance, price_workload

CHANGED, MOVE, PERFORMANCE, BILL = QUESTIONS = (
    "What changed?",
    "How do prices move?",
    "What does performance cost?",
    "What would we pay?",
)


def vendors_asked_for() -> tuple[dict[str, Any], list[str]]:
    """The vendors as a filter, and as names."""
    listed = frame.rows("page.ai_model_list", columns=["ai_model_id", "vendor_name", "followed"], limit=5000)
    vendors = filters.many("Vendor", sorted(set(listed["vendor_name"])), "vendor")
    return ({"vendor_name": vendors} if vendors else {}), vendors


def meant() -> str:
    """The view that an address means which names none."""
    asked = set(st.query_params)
    if any(name.startswith("w_") for name in asked):
        return BILL
    return PERFORMANCE if "benchmark" in asked else MOVE if asked & {"ai_model", "unit"} else CHANGED


def answer(question: str) -> None:
    """Draws the chosen view alone."""
    if question == CHANGED:
        where, _ = vendors_asked_for()
        price_news.draw(where)
    elif question == MOVE:
        price_moves.draw(*vendors_asked_for())
    elif question == PERFORMANCE:
        price_performance.draw()
    elif question == BILL:
        price_workload.draw()


if frame.heading("Pricing", "What AI models cost, and since when") is not None:
    if frame.count("page.ai_model_list"):
        st.caption(doubts.counted({}))
        answer(filters.choice("Question", QUESTIONS, "view", default=meant()))
    else:
        frame.no_match("price", "The price catalogues were not read yet; Sources says when they are due.")
