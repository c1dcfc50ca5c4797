"""Names that are said or are plain words too: found in their context, left alone in prose."""

from __future__ import annotations

import pytest

from models.entities import company_of, find


def ids(text: str) -> list[str]:
    return [mention.entity_id for mention in find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I asked chat GPT and GPT four o was faster", ["chatgpt", "openai/gpt-4o"]),
        ("Claude three point five Sonnet writes the tests", ["anthropic/claude-3.5-sonnet"]),
        ("We moved to Gemini one point five last month", ["google/gemini-1.5"]),
        ("captions say llama 3.1 and grok 4", ["meta/llama-3.1", "xai/grok-4"]),
        ("Sam Altman of Open AI was there", ["openai"]),
        ("the Open AI API went down again", ["openai"]),
        ("the people at An thropic who built Claude", ["anthropic", "claude"]),
        ("I let clod code from Anthropic fix it", ["claude-code", "anthropic"]),
        ("the pictures were made with mid journey, the images at least", ["midjourney-app"]),
        ("go to hugging phase and download the model", ["huggingface"]),
        ("Hugging Faces hub has a million models", ["huggingface"]),
        ("deep seek put out a model with open weights", ["deepseek"]),
        ("Microsoft put a co pilot into the editor", ["microsoft", "github-copilot"]),
        ("Mistrall has a new model", ["mistral"]),
        ("I run a model locally with olama on a laptop", ["ollama"]),
        ("we serve the model with v l l m", ["vllm"]),
        ("Lama index or lang chain for RAG", ["llamaindex", "langchain"]),
        ("Code X by OpenAI", ["codex", "openai"]),
        ("Probable is the company behind scikit-learn", ["probabl"]),
        ("sixteen z led the round", ["andreessen-horowitz"]),
        ("ML Commons runs the benchmark", ["mlcommons"]),
        ("the National Institute of Standards and Technology wrote it", ["nist"]),
        ("Gaudi is a processor that trains on PyTorch", ["gaudi", "pytorch"]),
        ("he builds glasses at Meta", ["meta"]),
        ("the engineers at Apple shipped it on the phone", ["apple"]),
        ("we bought it on Amazon with Prime", ["amazon"]),
        ("Lambda is one of the GPU clouds", ["lambda"]),
        ("Alexandr Wang left Scale", ["scale"]),
        ("Emad founded Stability", ["stability"]),
        ("Brett Adcock of Figure", ["figure"]),
        ("Chroma is a vector database", ["chroma"]),
        ("Snorkel does programmatic labeling", ["snorkel-ai"]),
        ("Abridge writes notes for doctors", ["abridge"]),
        ("Covariant teaches robots to pick", ["covariant"]),
        ("Zipline flies drones", ["zipline"]),
        ("Modular and its language Mojo", ["modular"]),
        ("Retool for internal tools", ["retool"]),
        ("Wiz found the vulnerability", ["wiz"]),
        ("PredictionGuard checks what comes out", ["prediction-guard"]),
        ("Kyutai, LightOn and Hatchet for workflows", ["kyutai", "lighton", "hatchet"]),
    ],
)
def test_a_name_as_it_is_said_is_found(text: str, expected: list[str]) -> None:
    assert ids(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Gaudi built houses in Barcelona",
        "the co pilot landed the plane",
        "a cloud code of conduct for admins",
        "an anthropic principle in cosmology",
        "he put the clod of earth down",
        "It is probable that scikit-learn is enough",
        "Open AI Models Catch Up, says the study of APIs",
        "the Open AI Ecosystem grows, companies say",
        "open AI for everyone, with models that anyone may run",
        "Meta learning lets AI models adapt",
        "A Meta-Analysis of research with AI",
        "Meta prompts for AI engineers",
        "Apple pie next to an iPhone",
        "the Apple orchard with AI cameras",
        "the Amazon rainforest seen by AI",
        "Amazon River levels and machine learning",
        "Lambda functions and Lambda calculus",
        "Figure 2 shows the loss that Adcock measured",
        "Scale your cluster with care",
        "Scale up, as Alexandr Wang says",
        "Stability of training matters",
        "Modal verbs in English",
        "Chroma subsampling in video",
        "Companies Retool for AI",
        "Abridge the text before you read it",
        "covariant tensors and contravariant vectors",
        "a zipline across the valley",
        "a modular design of agents",
        "a timescale of years and an AGI Timescale",
        "the Hidden Layer of a network",
        "Big Science needs money",
        "a Gray Swan event for insurers",
        "the Braintrust behind the plan",
        "Math Wiz wins a prize",
        "Discord among users of the community",
        "bury the hatchet",
        "an astronomer looked at the stars",
        "Target the right customers",
        "Ford the river with agents",
        "a llama 3 years old, and a gemini twin",
        "Clearly Writer and Linear and Block are words",
        "in video and in audio",
    ],
)
def test_prose_is_left_alone(text: str) -> None:
    assert ids(text) == []


def test_what_directly_follows_spares_the_doubtful_names_only() -> None:
    assert ids("OpenAI models and Meta AI models") == ["openai", "meta"]


def test_the_press_and_bodies_that_texts_mention_publish_for_nobody() -> None:
    assert [company_of(name) for name in ("Bloomberg", "New York Times", "YouTube", "NASA")] == [None] * 4
    assert ids("Bloomberg and the New York Times asked NASA") == ["bloomberg", "new-york-times", "nasa"]


def test_a_source_written_as_one_word_is_its_company() -> None:
    assert company_of("thinkingmachines") == "thinking-machines"
    assert company_of("blackforestlabs_news") == "black-forest-labs"
