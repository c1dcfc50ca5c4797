"""Every spelling of an AI model leads to one id, and what is not sure is refused."""

from __future__ import annotations

from datetime import date

import pytest

from models.ai_models import (
    Identity,
    Refusal,
    identify,
    resolve,
)

SPELLINGS = {
    "openai/gpt-5-mini": [
        "gpt-5-mini",
        "GPT-5 mini",
        "gpt-5-mini-2025-08-07",
        "openai/gpt-5-mini",
        "GPT 5 Mini",
    ],
    "openai/gpt-5.4-nano": ["gpt-5.4-nano", "gpt-5-4-nano", "GPT-5.4 nano", "gpt-5.4-nano-2026-03-17"],
    "openai/gpt-4o": ["gpt-4o", "GPT-4o (2024-11-20)", "gpt-4o-2024-08-06", "gpt-4o-20241120", "GPT4o"],
    "openai/gpt-4o-2024-05-13": ["gpt-4o-2024-05-13", "GPT 4o (2024-05-13)"],
    "openai/gpt-4-turbo": ["gpt-4-turbo-2024-04-09", "gpt-4-1106-preview", "GPT 4 (0125)"],
    "openai/gpt-3.5-turbo": ["gpt-3.5-turbo-0125", "ChatGPT 3.5"],
    "openai/gpt-oss-120b": ["openai.gpt-oss-120b-1:0", "openai/gpt-oss-120b"],
    "anthropic/claude-sonnet-4": [
        "claude-sonnet-4-20250514",
        "Claude 4 Sonnet (20250514)",
        "claude-4-sonnet",
        "claude-sonnet-4-0",
        "us.anthropic.claude-sonnet-4-20250514-v1:0",
        "anthropic/claude-sonnet-4",
        "claude-sonnet-4@20250514",
        "Anthropic Claude Sonnet 4",
    ],
    "anthropic/claude-sonnet-4.5": ["claude-sonnet-4-5-20250929", "Claude 4.5 Sonnet", "claude-sonnet-4.5"],
    "anthropic/claude-3.5-haiku": [
        "claude-3-5-haiku-latest",
        "Claude Haiku 3.5",
        "claude-3.5-haiku-20241022",
    ],
    "anthropic/claude-2.1": ["anthropic.claude-v2:1", "claude-2.1"],
    "google/gemini-2.5-pro": [
        "models/gemini-2.5-pro",
        "gemini-2.5-pro-preview-06-05",
        "Gemini 2.5 Pro (2025-05-06)",
    ],
    "google/gemini-1.5-flash": ["gemini-flash-1.5", "gemini/gemini-1.5-flash-latest", "gemini-1.5-flash-001"],
    "google/gemini-2.0-flash-exp": ["gemini-2.0-flash-exp", "Gemini 2.0 Flash (v20241212-experimental)"],
    "google/gemini-2.5-flash-preview": ["gemini-2.5-flash-preview-04-17 (default)"],
    "xai/grok-4": ["grok-4-0709", "x-ai/grok-4", "Grok 4", "grok-4-latest"],
    "xai/grok-4.1-fast": ["grok-4-1-fast-non-reasoning", "x-ai/grok-4.1-fast"],
    "deepseek/deepseek-v3": [
        "DeepSeek Chat V3",
        "deepseek-chat-v3-0324",
        "DeepSeek V3 (0324)",
        "deepseek.v3-v1:0",
    ],
    "deepseek/deepseek-r1": ["deepseek.r1-v1:0", "DeepSeek R1 (0528)", "deepseek/deepseek-r1"],
    "mistral/mistral-small-3.2": [
        "mistral-small-2506",
        "Mistral Small 3.2",
        "mistral-small-3.2-24b-instruct",
    ],
    "mistral/codestral-2501": ["codestral-2501", "Codestral 25.01"],
    "alibaba/qwen3-coder-480b-a35b": [
        "Qwen3-Coder 480B/A35B Instruct",
        "https://huggingface.co/Qwen/Qwen3-Coder-480B-A35B-Instruct",
    ],
    "alibaba/qwen2.5-coder-32b": ["fireworks_ai/accounts/fireworks/models/qwen2p5-coder-32b-instruct"],
    "meta/llama-4-maverick": [
        "meta-llama/llama-4-maverick-17b-128e-instruct-fp8",
        "Llama 4 Maverick Instruct",
    ],
    "meta/llama-3.1-70b": ["meta.llama3-1-70b-instruct-v1:0", "llama-3.1-70b-instruct"],
    "moonshot/kimi-k2": ["moonshot/kimi-k2-0711-preview", "Kimi K2 Instruct", "kimi-k2-0905-preview"],
    "zai/glm-4.5": ["GLM-4.5 (2025-08-22)", "zai-org/GLM-4.5", "z-ai/glm-4.5"],
    "amazon/nova-premier": ["amazon.nova-premier-v1:0", "Amazon Nova Premier 1.0 (2025-04-30)"],
    "nvidia/llama-3.1-nemotron-70b": ["nvidia/llama-3.1-nemotron-70b-instruct"],
}


@pytest.mark.parametrize(
    ("written", "ai_model_id"), [(name, id_) for id_, names in SPELLINGS.items() for name in names]
)
def test_every_spelling_gives_one_id(written, ai_model_id):
    found = resolve(None, written, date(2025, 10, 1))
    assert isinstance(found, Identity), found
    assert found.ai_model_id == ai_model_id


@pytest.mark.parametrize("ai_model_id", SPELLINGS)
def test_an_id_of_ours_means_itself(ai_model_id):
    assert identify(None, ai_model_id).ai_model_id == ai_model_id


@pytest.mark.parametrize(
    ("written", "snapshot", "variant"),
    [
        ("o3-mini (high)", None, "high"),
        ("gpt-5-2025-08-07 (medium reasoning)", "2025-08-07", "medium"),
        ("gpt-5-high", None, "high"),
        ("claude-3-7-sonnet-20250219 (32k thinking tokens)", "2025-02-19", "thinking 32k"),
        ("claude-opus-4-20250514 (no think)", "2025-05-14", "no thinking"),
        ("claude-3-7-sonnet-thinking", None, "thinking"),
        ("grok-4-fast-non-reasoning", None, "no thinking"),
        ("DeepSeek V3 (0324)", "0324", None),
        ("gemini-2.5-flash-lite-preview-09-2025", "2025-09", None),
        ("SWE-agent + GPT-5 mini (low)", None, "low, in SWE-agent"),
        ("gpt-4-turbo-2024-04-09 (udiff)", "2024-04-09", "udiff"),
        ("DeepSeek Coder V2 0724 (deprecated)", "0724", None),
    ],
)
def test_date_and_variant_are_split_off(written, snapshot, variant):
    found = identify(None, written)
    assert (found.snapshot, found.variant) == (snapshot, variant)


@pytest.mark.parametrize(
    "name",
    [
        "mistral-medium-3",
        "kimi-k2-thinking",
        "qwen3-max-thinking",
        "gpt-oss-120b",
        "mistral-small-4",
        "o3-pro",
    ],
)
def test_words_that_belong_to_the_name_stay(name):
    assert identify(None, name).name == name


@pytest.mark.parametrize(
    "written",
    [
        "",
        "   ",
        "x" * 400,
        "Quasar Alpha",
        "Warp",
        "Nemotron-CORTEXA",
        "Factory Code Droid",
        "DeepSeek R1 + claude-3-5-sonnet-20241022",
        "o3 (high) + gpt-4.1",
        "QwQ-32B + Qwen 2.5 Coder Instruct",
        "RAG + SWE-Llama 7B",
        "LLama 3.1 70B Critic",
        "CodeStory Aide + Mixed Models",
        "OpenCSG Starship + GPT 4 (0806)",
        "2026-03-01",
        "deepseek-chat",
        "mistral-large-latest",
    ],
)
def test_what_is_not_sure_is_refused_with_a_reason(written):
    found = resolve(None, written)
    assert isinstance(found, Refusal)
    assert len(found.reason) > 10
    assert identify(None, written) is None
