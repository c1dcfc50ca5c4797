"""Events in the longer headlines of the press: other forms of the verb, rumour, background clauses, apposition."""

from __future__ import annotations

import pytest

from models.events import event
from models.items import Item

TOLD = {
    "price_change": """
        Borealis to raise Windsail 365 prices as it bundles an assistant
        An update to Inkwell's Ultra plan pricing
        Inkwell's new effort-based pricing: what changes for teams
        Windsail business users get all models, price increasing
        Bill shock: Windsail and Nordbank hike prices
    """,
    "policy_legal": """
        Brussels is scaling back its landmark privacy laws
        Trump officials torpedo push to sell chips abroad
        Pentagon labels Borealis a supply chain risk
        Lawsuits blame Inkwell for harmful advice
        Borealis, Nordbank fined by EU, ordered to open their stores
        Borealis to resume chip sales to China
        Inkwell accuses rival Windsail of stealing trade secrets
        Borealis did not violate competition rules, judge says
        Windsail to show its fees to comply with FTC rule
        Windsail hit with €2 billion in fines
        Jury hands victory to Inkwell in fight with its former partner
        Lisbon court holds Windsail liable for what its bot invents
    """,
    "acquisition_partnership": """
        Windsail, Borealis deepen ties
        Introducing our collaboration with Nordbank Group
        Borealis bids to buy chip start-up Inkwell
        Nordbank to use Nvidia's chip work to help its own
        Windsail, Nordbank plan Lisbon taxi launch in multiyear deal
        Inkwell rejects Borealis's $9 billion bid
        Nordbank to pay nearly $15 billion for Inkwell stake
        Windsail assistant will be powered by Google's models
        Providing ChatGPT to the whole civil servant corps, schools and ministries
        Inkwell sells Windsail stake for $5bn
    """,
    "funding": """
        Inkwell, hailed as the fastest start-up ever, raises $900 million
        Nordbank and Windsail plan to invest in OpenAI
        Investors float deal valuing Inkwell at more than $100 billion
        Windsail seeks to raise billions for chip plants
        Inkwell to let staff sell shares at $6 billion valuation
    """,
    "deprecation": """
        Borealis is killing off the desktop button
        Unofficial Windsail app just got taken down
        Model retirements in October
        Borealis scraps celebrity chatbots
    """,
    "delay_cancel": """
        Borealis is delaying the rollout of its flagship model
        Windsail's memory feature won't be available for testers until October
        Nordbank's $500 billion project struggles to get off the ground
        An update on the timing of voice mode
        Inkwell's chip ships late
    """,
    "reorganisation": """
        Borealis chief scientist Mira Solheim plans to exit and start her own firm
        Windsail's Jo Brandt, key executive in two eras, to retire
        Nordbank is laying off employees in three units
        Windsail chief retiring after delays
        200 employees are leaving Inkwell
        Borealis intensifies succession planning for its founder
        Welcoming Ada Nyholm to our board
        Borealis overhauls leadership
        Meet Inkwell Porto: our new office in the south
    """,
}
NONE = """
    Inkwell's founder pushes back on talk of an AI bubble
    What the EU AI Act is not
    Living with the AI Act: notes from a hospital
    Bots emerge as a top cause of layoffs, says recruiter
    Employers who let bots in already regret layoffs
    Every big tech layoff that has name-checked bots
    The end of prompt engineering
    Retrieval is dead, long live retrieval
    Goodbye, manual testing: how Nordbank automates checks
    Avoiding delays in your data pipeline
    Pausing research is a bad idea
    Acquiring new customers with generated adverts
    Mergers and acquisitions due diligence with agents
    Reorganising your codebase for agents
    Borealis is not yet working toward an IPO, finance chief says
    Borealis raises 2027 outlook on demand
    Inkwell and Borealis are set to battle over robots
    Borealis shows robot, says you'll be able to buy one
    Inside the funding frenzy at Inkwell
    Inkwell touts savings while slashing jobs
    Borealis engineers try to take the model offline
    AI is eliminating jobs for younger workers
"""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("kind", "title"), [(kind, line) for kind, text in TOLD.items() for line in _lines(text)]
)
def test_a_long_headline_tells_its_event(kind: str, title: str) -> None:
    assert event(Item("1", title)).type == kind


@pytest.mark.parametrize("title", _lines(NONE))
def test_a_near_miss_of_the_press_tells_no_business_event(title: str) -> None:
    assert event(Item("1", title)).type in {"none", "launch", "benchmark_result"}


def test_background_is_not_the_event() -> None:
    assert event(Item("1", "Inkwell releases its first video model amid studio lawsuit")).type == "launch"
    assert event(Item("1", "Nordbank to pay $2 billion for Inkwell staff after it ends talks")).type == (
        "acquisition_partnership"
    )


def test_what_came_before_tells_the_event_when_nothing_else_does() -> None:
    assert event(Item("1", "Quiet week at Inkwell after founder resigns")).type == "reorganisation"


def test_a_date_and_section_glued_to_the_title_hide_no_event() -> None:
    assert event(Item("1", "Nov 4, 2027PolicyUpdating our usage policy")).type == "policy_legal"
