"""The company that a text is about: turns of talk, headlines, digests, sources."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from models.entities import find, title_of
from models.entity_subject import main_company, publisher_of

LABELS = Path(__file__).resolve().parents[3] / "shared/data/labels"
shared = pytest.mark.skipif(not LABELS.exists(), reason="the shared data is not beside the project")
# Talk goes on around what matters; it names nobody.
TALK = (
    " And I think that is one of those things where you have to try it for a while and see how people react,"
    " because what works on a slide is not always what works on a Monday morning, when everybody is busy and the"
    " data is not what you were promised. So that was one of the lessons, I would say."
)


def spoken(turn: str) -> str | None:
    text = turn + TALK
    return main_company(None, find(text), len(text), text)


@pytest.mark.parametrize(
    ("turn", "company"),
    [
        ("So Pinecone was founded a few years ago.", "pinecone"),
        ("We are happy to have Ann with us today, who is a research engineer at Cohere.", "cohere"),
        ("I have played a little with systems like Rigetti and others.", "rigetti"),
        ("There was this report from Stanford on foundation models.", "stanford"),
        ("Open AI says that its API keeps nothing.", "openai"),
        ("I saw Hugging Face and Intel there, and Hugging Face had a booth.", "huggingface"),
        ("Intel came up, and then NVIDIA, and NVIDIA again.", "nvidia"),
        (
            "What NVIDIA sells is fast, but Intel has Gaudi, and Gaudi trains well too, with its own compiler.",
            "intel",
        ),
        ("She was at Google before, and now Imbue is what she builds.", "imbue"),
        ("GPT-5 might come this year, who knows.", "openai"),
        ("The Qwen 2.5 family got a longer context.", "alibaba"),
        ("They released Gaudi 3, and Gaudi 3 is what we will test.", "intel"),
        ("Jerry from LlamaIndex was on the show.", "llamaindex"),
        ("Most of it came from GitHub, and GitHub changed its terms.", "github"),
        ("The NIST framework is voluntary.", "nist"),
        ("So Coca-Cola made an ad with it.", "coca-cola"),
        ("There is a tutorial by DataCamp that I liked.", "datacamp"),
        ("The FDA asked, and the FDA asked again.", "fda"),
    ],
)
def test_a_turn_is_about_the_company_that_it_speaks_of(turn: str, company: str) -> None:
    assert spoken(turn) == company


@pytest.mark.parametrize(
    "turn",
    [
        "I saw that at Workday when I worked there.",
        "I worked at Uber, Lyft and then Airbnb.",
        "Before that I used to work for IBM.",
        "My time at Netflix taught me that.",
        "She has a PhD from Cornell and likes to teach.",
        "He is a former Salesforce engineer.",
        "We did it as part of Inria and now Mila Quebec.",
        "My name is Ann, I am the founder of Prediction Guard.",
        "I'm Ann, CEO at Prediction Guard, and my co-host Bob is at Lockheed Martin.",
        "You can find us on LinkedIn, or follow us on Twitter.",
        "Join us on Slack, the link is in the notes.",
        "This is brought to you by Fastly.",
        "The code is on GitHub.",
        "I put the question to ChatGPT.",
        "You run it on AWS, GCP or Azure.",
        "We looked at Google trends for a minute.",
        "There is a project called Ollama that is nice.",
        "We call GPT-4 for the hard ones.",
        "It is one of those things since GPT 3.5.",
        "You could take LLaMA 3.1 or GPT-4.1 for that.",
        "Google, Microsoft, Amazon and Meta all have one.",
        "I used PyTorch and TensorFlow for years.",
        "It needs FDA approval.",
        "Somebody wrote that on Reddit? No, on Wikipedia.",
        "Nothing is named here.",
    ],
)
def test_what_is_named_in_passing_is_not_what_a_turn_is_about(turn: str) -> None:
    assert spoken(turn) is None


def test_mentions_in_passing_keep_their_place_among_the_entities() -> None:
    turn = "I saw that at Workday when I worked there."
    assert [mention.surface for mention in find(turn)] == ["Workday"]


def test_the_headline_decides_before_the_text() -> None:
    title, body = (
        "Cerebras files to go public",
        "\nNVIDIA leads. NVIDIA earns more than NVIDIA ever did." + TALK,
    )
    text = title + body
    assert main_company(None, find(text), len(text), text, len(title)) == "cerebras"
    assert main_company(None, find(text), len(text), text) == "nvidia"


@pytest.mark.parametrize(
    ("title", "company"),
    [
        ("Anthropic Opens an Office, Robots Fold Towels, Courts Weigh Fair Use", "anthropic"),
        ("Robots Fold Towels, Courts Weigh Fair Use, Anthropic Opens an Office", None),
    ],
)
def test_a_digest_is_about_its_first_headline(title: str, company: str | None) -> None:
    text = f"{title}\nThis week OpenAI and OpenAI again."
    assert main_company(None, find(text), len(text), text, len(title)) == company


@pytest.mark.parametrize(
    ("source", "company"),
    [
        ("anthropic_news", "anthropic"),
        ("windsurf_changelog", "windsurf"),
        ("google_news", None),
        ("nvidia-ai-podcast", None),
        ("mit_technology_review", None),
        ("bloomberg", None),
        ("", None),
        (None, None),
    ],
)
def test_whose_own_feed_a_source_is(source: str | None, company: str | None) -> None:
    assert publisher_of(source) == company


def test_hostile_talk_ends_soon() -> None:
    for piece in ("worked at Google, ", "Google and ", "my co-host Google ", "x " * 5 + "Intel. "):
        text = piece * 20_000
        main_company(None, find(text), len(text), text)


def told(row: dict[str, str]) -> tuple[bool, bool, bool]:
    """Whether the company of a labelled item is right, wrong, missed."""
    wanted = {word.strip() for word in re.split(r"[;()]", row["company"] or "")} - {""}
    turn = row["kind"] == "transcript"
    title = "" if turn else row.get("title") or row["text"]
    text = f"{title}\n{row['text'] if turn else row.get('description') or ''}"
    company = main_company(
        publisher_of(row["source"]), find(text, row["source"]), len(text), text, len(title)
    )
    right = company is not None and title_of(company) in wanted
    return right, company is not None and not right, bool(wanted) and not right


@shared
@pytest.mark.parametrize(
    ("kind", "precision", "recall"),
    [("transcript", 0.95, 0.9), ("headline", 0.95, 0.9), ("feed", 0.97, 0.96)],
)
def test_companies_of_labelled_items(kind: str, precision: float, recall: float) -> None:
    lines = [line for name in ("eval_dev", "eval_dev_extra") for line in (LABELS / f"{name}.jsonl").open()]
    rows = [row for row in map(json.loads, lines) if row["kind"] == kind]
    right, wrong, missed = (sum(each) for each in zip(*map(told, rows), strict=True))
    assert right / (right + wrong) >= precision
    assert right / (right + missed) >= recall
