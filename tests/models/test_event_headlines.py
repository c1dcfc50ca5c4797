"""Events in the words of the press and of vendors, and the near misses that tell none: eight a type at least."""

from __future__ import annotations

import pytest

from models.events import event
from models.items import Item

TOLD = {
    "price_change": """
        Borealis trims the price of its largest model by a quarter
        Nordbank Cloud raises GPU rental rates
        Inkwell doubles its subscription fee
        Free tier of Borealis Chat shrinks
        Borealis Pro plan drops to $15 a month
        Inkwell moves to usage-based billing
        Borealis Mini goes free for students
        Windsail starts charging for exports
        Weekly limits for heavy users of Windsail
        Inkwell ends its free trial
        Borealis 5 gets cheaper
    """,
    "policy_legal": """
        Italy fines Borealis over training data
        Publishers sue Inkwell
        Court orders Borealis to keep chat logs
        Colorado delays its chatbot law
        Senate passes deepfake bill
        Brussels opens probe into Borealis
        Our response to the consultation on copyright
        Regulator bars Nordbank from scoring faces
        Borealis wins dismissal of authors' case
        Updates to our terms of service
    """,
    "acquisition_partnership": """
        Borealis snaps up Inkwell
        Nordbank takes 30% stake in Windsail
        Inkwell bought by Borealis
        Borealis and Nordbank ink chip pact
        Windsail teams with Borealis on search
        Daily paper licenses its archive to Borealis
        Borealis lands cloud deal with the navy
        Nordbank to acquire Inkwell
        Borealis and Nordbank join hands on drug research
        Nordbank rolls out ChatGPT to 40,000 employees
    """,
    "funding": """
        Inkwell lands $90 million to teach robots
        Borealis in line for fresh capital
        Windsail closes $40M seed round
        Investors pour billions into Borealis
        Borealis files for a listing in New York
        Inkwell reaches unicorn status
        Robot maker nets €200 million
        Ministry grants £50 million to compute centre
        Borealis readies IPO
    """,
    "deprecation": """
        Borealis pulls the plug on its notebook app
        Inkwell sunsets its old API
        Borealis 3 will be retired in June
        Windsail ends support for the 1.x client
        Nordbank takes its chatbot offline
        Older endpoints close in March
        Support for the beta SDK ends
        Borealis shuts down its plugin store
        Search assistant bows out
    """,
    "delay_cancel": """
        Borealis 6 slips to 2028
        Nordbank shelves robot project
        Windsail puts off its launch
        Borealis headset behind schedule
        Inkwell scraps plans for a data centre
        Launch of Borealis 6 postponed
        Nordbank walks away from car project
        Windsail needs more time
        Borealis pushes release to next year
    """,
    "reorganisation": """
        Borealis names new research chief
        Inkwell sheds 300 jobs
        Nordbank poaches Borealis scientists
        Borealis chief executive steps aside
        Windsail co-founder leaves for Inkwell
        Borealis disbands its safety team
        Nordbank opens research centre in Porto
        Inkwell splits off its chip unit
        Borealis pauses hiring
        Mira Solheim joins Anthropic as CTO
    """,
    "security_incident": """
        Hackers steal source code of Borealis
        Bug exposes chats of Windsail users
        Malicious packages found in registry of plugins
        Unauthorised access to our build servers
        Borealis confirms data breach
    """,
    "benchmark_result": """
        Chatbots flatter their users, study finds
        Borealis 5 scores 91% on the bar exam
        Small model beats doctors at reading scans
        Agents complete just a third of office tasks
    """,
    "launch": """
        Borealis 5 is out of beta
        Meta adds a voice to its assistant
        Borealis Chat for Android
        Introducing Windsail 3
    """,
}
NONE = """
    How Nordbank cut prices with demand models
    Set spending limits for your team
    Cut your inference bill with caching
    Used car prices fall again
    Why price per token misleads
    Seasonal price drops: how our model guesses them
    Reduce latency and cost with routing
    Is a free plan worth it?
    Fee extraction from invoices
    Law students train with simulated judges
    A new law of scaling for sparse models
    Rules for better prompts
    LLM-as-a-judge, explained
    Courtroom transcription with small models
    Contract analysis at scale
    Judging summaries with language models
    Legal reasoning in language models: a guide
    Language acquisition in toddlers and machines
    Acquiring skills through play
    The merger of vision and language
    Partnering with agents at work
    Pair programming with a patient partner
    Model merging for small languages
    Merge requests, reviewed by agents
    Signs of life in old benchmarks
    Raising the bar for code review
    This question raises concerns
    Investing in evaluation pays off
    Series of small models beats a large one
    Grant writing with chat assistants
    Hunting unicorns in noisy data
    Cash flow forecasting for small firms
    Funding advice for founders: a guide
    Retiring technical debt with code agents
    Our office dog retires
    Handling deprecations gracefully in your SDK
    Ending the chatbot era
    Closing the gap between simulation and reality
    Closing tickets faster with assistants
    Removing objects from video
    Kill zombie processes in your build
    Delayed rewards in reinforcement learning
    Experts call for a pause
    Robots learn to wait
    Low latency without delay
    Agents that pause and resume
    Rolling back safely with feature flags
    Noise cancellation with tiny models
    Ship less, delay less: how we plan releases
    Hiring in the age of AI
    Agents that hire other agents
    AI replaces jobs? Not so fast
    Team topologies for AI platforms
    From layoffs to lift-off: a founder's memoir
    Splitting long documents before embedding
    Leaders share their plans
    Chief among our worries: evaluation
"""


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


@pytest.mark.parametrize(
    ("kind", "title"), [(kind, line) for kind, text in TOLD.items() for line in _lines(text)]
)
def test_a_terse_headline_tells_its_event(kind: str, title: str) -> None:
    assert event(Item("1", title)).type == kind


@pytest.mark.parametrize("title", _lines(NONE))
def test_a_near_miss_tells_no_business_event(title: str) -> None:
    assert event(Item("1", title)).type in {"none", "launch", "benchmark_result"}


def test_the_graver_of_two_events_wins() -> None:
    assert event(Item("1", "Colorado delays its chatbot law")).type == "policy_legal"
    assert event(Item("1", "Borealis calls off its stock market debut")).type == "delay_cancel"
    assert event(Item("1", "Inkwell scraps its free plan and raises fees")).type == "price_change"


def test_talk_tells_no_event() -> None:
    assert event(Item("1", "", "They cut the price again and then bought a company, I heard.")).type == "none"


def test_each_rule_ends_soon_on_hostile_text() -> None:
    for piece in ("$1,1", "new the ", "x v. ", "a.b'c-", "cost of a-1-", ", a", "us 's "):
        long = piece * 90_000
        assert event(Item("1", long, long)).type in {*TOLD, "none"}
