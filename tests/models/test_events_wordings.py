"""General wordings of headlines, posts and changelogs: what tells an event, and what only sounds like one."""

from __future__ import annotations

import pytest

from models.events import event
from models.items import Item

TOLD = {
    "price_change": """
        Inkwell to end free access to its API
        Borealis offers free Windsail Go for one year to all students in Chile
        Billing method change
        Nordbank offers rare discounts on its assistant
        Windsail is charging $90 a month for its research mode
        Free users of Windsail get fewer prompts
    """,
    "security_incident": """
        Intruder exploited an API flaw to read Inkwell's chats
        Windsail model escaped its testing environment
        Fake Windsail installers deliver password-stealing malware
        Gang hacked the ministry of trade
        Nordbank customers targeted by phishing scams
        An update on Windsail availability
    """,
    "policy_legal": """
        Borealis told by court to pay its moderators
        Borealis, Inkwell throw their weight behind the online safety bill
        Chip makers warn against 'hasty restrictions' of open models
        Inkwell's ad-free service targeted in EU consumer complaint
        Windsail drops pledge not to sell to armies
        Regulator opens antitrust probe of Borealis
        Borealis settles authors' claims over book copies
    """,
    "acquisition_partnership": """
        Inkwell's search now powered by Groq
        Nordbank to bake OpenAI models into its products
        Borealis sells its mapping unit to Nordbank
        Borealis makes first overseas acquisition
        Inkwell approached Windsail about a takeover
        Inkwell & Nordbank partner to bring robots into hospitals
        Nordbank to stop sharing revenue with Borealis
    """,
    "funding": """
        Nordbank just backed an AI start-up that plans bus routes
        Inkwell founder confirms rescue deal
        Borealis seeks to borrow $3 billion
        Inkwell files draft prospectus
    """,
    "deprecation": """
        Removed: legacy search endpoint
    """,
    "delay_cancel": """
        Borealis says it slowed development of its next model
        Windsail now targets 2029 for its own chip
        Inkwell's opt-out tool not launching anytime soon
        Nordbank is ending its drive-through test
        Windsail's voice makeover runs late
    """,
    "reorganisation": """
        Nordbank to eliminate about 300 jobs
        Maria Lund named head of the Institute of Fair Machines
        Former Borealis scientist joins Inkwell
        Borealis plans to turn chip business into subsidiary
        Windsail breaks up its safety team
        Ana Costa is moving from CEO to chairman at Inkwell
    """,
    "launch": """
        Inkwell shows off new chess robot
        Windsail gets its own search
        New Nordbank tool lets branches check forms
        Windsail app enters public beta
        Windsail 4: built for long documents
        Show HN: a tiny shell for agents
    """,
    "benchmark_result": """
        Windsail 4 benchmark report
        Assistant rankings break under small changes of wording
        New study: most summaries leave out the dose
    """,
}
NONE = """
    IPO? Not for us
    Inkwell's post-IPO blues
    I have officially retired from tabs
    I've used up two $60 Windsail plans this week
    Nordbank admits mistake when it abandoned paper forms
    Windsail rollout unlikely to be delayed, says analyst
    Singer calls for deepfake ban
    Middle powers and models: a call for partnerships
    The case against AI regulation
    The pension fund ought to purchase Borealis
    Gartner says AI layoffs do not pay
    Layoff statistics 2031
    Robot market projected to reach $90.5B by 2035
    Borealis chief says rival tried and failed to poach his team
    Memory prices are out of control
    Subscribers cancel Windsail subscriptions in droves
    Borealis shares slide despite new forecast
    Windsail Code vs. Inkwell Code, six months in
    Borealis in advanced talks to buy chip start-up Inkwell
    Inkwell in funding talks with Nordbank
    Inkwell maker explores potential sale, sources say
    Brussels weighs a ban on Windsail
    Nordbank eyes $2 billion round for Inkwell
    Regulator could fine Borealis over old phones
    Inkwell is said to mull an IPO
"""
KEPT = [(kind, line.strip()) for kind, lines in TOLD.items() for line in lines.strip().splitlines()]


@pytest.mark.parametrize(("kind", "title"), KEPT)
def test_a_general_wording_is_found(kind: str, title: str) -> None:
    assert event(Item("1", title)).type == kind


def test_what_is_only_weighed_in_a_later_clause_takes_no_event_away() -> None:
    titles = ["Borealis buys Inkwell for $55 million, eyes lending", "Windsail founder resigns as company mulls its next move"]
    assert [event(Item("1", title)).type for title in titles] == ["acquisition_partnership", "reorganisation"]


@pytest.mark.parametrize("title", [line.strip() for line in NONE.strip().splitlines()])
def test_what_only_sounds_like_an_event_is_none(title: str) -> None:
    assert event(Item("1", title)).type == "none"


@pytest.mark.parametrize(
    ("title", "text", "kind"),
    [
        ("", "Borealis just reduced the price of Windsail by 40%.", "price_change"),
        ("", "Inkwell just raised new funding valuing it at $2B.", "funding"),
        ("", "Inkwell is in talks for new funding valuing it at $2B.", "none"),
        ("", "We reduced the price of our plan and I think you should try it.", "none"),
        ("", "Borealis just reduced the price of Windsail. " + "It is a long talk. " * 12, "none"),
        ("August 2031", "The windsail-2 models were retired across all regions.", "deprecation"),
        ("2031-08-04", "Reduced token pricing; added member invitations.", "price_change"),
    ],
)
def test_the_first_sentence_stands_for_a_missing_title(title: str, text: str, kind: str) -> None:
    assert event(Item("1", title, text)).type == kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Inkwell's CEO of Assistants, Rosa Lind, Is Stepping Down", "reorganisation"),
        (
            "Inkwell doubles its worth a month after its last round, partners with Nordbank",
            "acquisition_partnership",
        ),
        ("Windsail rolls out live translation — is this the end of phrase books?", "launch"),
        ("Goodbye old editor, hello Windsail 3", "launch"),
        ("Borealis Drops Windsail-6 Nova", "launch"),
    ],
)
def test_asides_and_appositions_do_not_hide_the_event(title: str, kind: str) -> None:
    assert event(Item("1", title)).type == kind
