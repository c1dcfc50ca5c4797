"""Companies that talk names beside the point, and things spoken of as one's own."""

from __future__ import annotations

import pytest

from models.entities import find
from models.entity_subject import main_company
from models.entity_talk import in_passing, spoken_of_as_own

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
        ("That came to market as a product as part of Intel.", "intel"),
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
