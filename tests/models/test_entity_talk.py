"""Companies that talk names beside the point, and things spoken of as one's own."""

from __future__ import annotations

import pytest

from models.entities import find
from models.entity_subject import main_company
from models.entity_talk import beside, in_passing, joined, leads, spoken_of_as_own

# What surrounds a sentence, so that it is judged as a passage and not as a headline.
TALK = "And then we went on for a while about how teams get this to work every day, which is hard. " * 3


def spoken(sentence: str) -> str | None:
    text = f"{TALK}{sentence}"
    return main_company(None, find(text), len(text), text)


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("Pinecone began when she was founding a search group over at Amazon.", "pinecone"),
        ("We ran inference on Gaudi, and Gaudi did well beside everything other than NVIDIA.", "intel"),
        ("Some of it runs on our Xeon line today.", "intel"),
        ("Amazon moved first here, Netflix followed, and Amazon kept its lead.", "amazon"),
    ],
)
def test_the_company_that_is_meant(sentence: str, company: str) -> None:
    assert spoken(sentence) == company


@pytest.mark.parametrize(
    "sentence",
    [
        "LanceDB has a good blog post on that trick.",
        "I wanted a show on something other than OpenAI for once.",
        "You hit that endpoint like you would hit an OpenAI API.",
        "The pairs were written with OpenAI frontier models overnight.",
        "That was prior to working at Intel, in the field.",
        "You could be running a full Llama 3 on the desk.",
        "Somebody has a Xeon at home.",
        "One team can use Datadog, the next one builds its own.",
        "She had put off her Google offer until the spring.",
        "We spent the launch money on Facebook ads.",
        "Then the data goes to some chart tool such as Tableau.",
        "A chat like that is where people like Netflix or Amazon began to think of sessions.",
    ],
)
def test_a_company_in_passing_is_not_meant(sentence: str) -> None:
    assert spoken(sentence) is None


def test_own_things_are_told_by_the_word_before_them() -> None:
    assert spoken_of_as_own("on our new Gaudi", 11)
    assert not spoken_of_as_own("on hour Gaudi", 8)
    assert not in_passing("The product as part of Intel", 23, 28)


def opening(sentence: str) -> str | None:
    """The company of a turn that begins with a sentence."""
    text = f"{sentence} {TALK}"
    return main_company(None, find(text), len(text), text)


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("What surprised me is that Stripe had three teams on it.", "stripe"),
        ("So in the case of Databricks, we looked at the bill twice.", "databricks"),
        ("I went to see Mozilla talking about it in the open.", "mozilla"),
        ("The board of Salesforce did not like it.", "salesforce"),
        ("You know, LangChain was brand new back in those days.", "langchain"),
        ("There was that lawsuit against Adobe.", "adobe"),
        ("Reading the docs of Brave Search was a pleasure.", "brave"),
        ("When crowd strike had its outage, half of the airport stood still.", "crowdstrike"),
        ("i believe microsoft is late to this.", "microsoft"),
        ("Tailscale is the first thing that I set up.", "tailscale"),
    ],
)
def test_a_company_that_acts_or_is_brought_up_early_is_meant(sentence: str, company: str) -> None:
    assert opening(sentence) == company


@pytest.mark.parametrize(
    "sentence",
    [
        "I have it write to the whole team on Slack, and then again on Slack.",
        "We put every episode on Spotify the same night.",
        "They joined Stripe in the spring.",
        "It knows my Netflix queue by heart.",
        "You only have to connect Stripe and you are done.",
        "It is faster than NVIDIA at half of the watts.",
        "A robot like Waymo versus a person is the wrong question.",
        "You can pay from Adobe or from Canva, or from Figma, whatever you have.",
        "Adobe is slow, and Figma is fast.",
        "That firm was bought by Oracle.",
        "We had a headset, some Apple or whatever, and the AI drew on it.",
    ],
)
def test_a_company_that_talk_goes_through_is_not_meant(sentence: str) -> None:
    assert opening(sentence) is None


def test_a_company_named_once_in_an_objects_place_must_come_early() -> None:
    sentence = "We had a long meeting with Databricks."
    assert opening(sentence) == "databricks"
    assert spoken(sentence) is None


def test_what_comes_in_one_breath_comes_once() -> None:
    assert spoken("So the plan was to look at Adobe, yes, Adobe.") is None
    late = (
        "So the plan was to look at Adobe, and after some weeks of waiting and of asking around we had Adobe."
    )
    assert spoken(late) == "adobe"


def test_a_titled_text_is_not_judged_as_talk() -> None:
    text = f"A long evening\n{TALK}We had a long meeting with Databricks."
    assert main_company(None, find(text), len(text), text, len("A long evening")) == "databricks"


def test_places_are_told_from_topics() -> None:
    assert beside("We met on Slack", 10, 15)
    assert not beside("I am bullish on Slack", 16, 21)
    assert not leads("We work with Adobe, as it is", 13, 18)
    assert leads("We hope that Adobe also listens", 13, 18)
    assert joined(" or from ")
    assert not joined(" from ")
