"""Runtime moves: told from guides, customer stories, patches and AI models alone, each with its quote."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from models.entities import find
from models.entity_files import LAYERS
from models.items import Item
from models.moves import Move, moves

LABELS = Path(__file__).resolve().parents[3] / "shared/data/labels/moves_dev.jsonl"
shared = pytest.mark.skipif(not LABELS.exists(), reason="the shared data is not beside the project")
KINDS = {
    "launch",
    "major_release",
    "minor_release",
    "acquisition",
    "integration",
    "opening",
    "price",
    "deprecation",
    "policy_security",
}


def told(title: str, vendor: str | None = None, text: str = "", source: str | None = None) -> list[Move]:
    item = Item("x", title, text, source or vendor, vendor, date(2026, 4, 20))
    return moves(item, find(f"{title}\n{text}", vendor or source))


@pytest.mark.parametrize(
    ("title", "vendor", "runtime", "layer", "move"),
    [
        ("Introducing AgentKit", "openai", "OpenAI AgentKit", "framework_sdk", "launch"),
        ("Announcing the Agent2Agent Protocol", "google", "Agent2Agent", "protocol", "launch"),
        ("Introducing NVIDIA Vera Rubin", "nvidia", "Vera Rubin", "silicon", "launch"),
        ("NVIDIA announces NemoClaw", None, "NemoClaw", "local_runtime_sandbox", "launch"),
        ("Claude Sonnet 9 and Claude Code", "anthropic", "Claude Code", "harness", "launch"),
        ("Devin 2.0", "cognition", "Devin", "harness", "major_release"),
        ("Meet the new Cursor", "cursor", "Cursor", "harness", "major_release"),
        ("Routines in Claude Code", "anthropic", "Claude Code", "harness", "minor_release"),
        ("Remote MCP support on GroqCloud", "groq", "GroqCloud", "cloud_platform_gateway", "minor_release"),
        ("Bringing memory to Claude", "anthropic", "Claude", "harness", "minor_release"),
        ("Meta acquires Manus", None, "Manus", "harness", "acquisition"),
        ("Codex for Excel", "openai", "Codex", "harness", "integration"),
        ("Claude Code and Slack", "anthropic", "Claude Code", "harness", "integration"),
        ("Kiro is generally available", "amazon", "Kiro", "harness", "opening"),
        ("Cursor is now available in JetBrains IDEs", "cursor", "Cursor", "harness", "opening"),
        ("OpenAI open-sources Codex CLI", None, "Codex", "harness", "opening"),
        ("Introducing our new Windsurf pricing plans", "windsurf", "Windsurf", "harness", "price"),
        ("Changes to our Pro plan", "cursor", "Cursor", "harness", "price"),
        ("Assistants API sunset", "openai", "Assistants API", "cloud_platform_gateway", "deprecation"),
        ("Microsoft retires AutoGen", None, "AutoGen", "framework_sdk", "deprecation"),
        (
            "Critical vulnerability in Cursor lets attackers run code",
            None,
            "Cursor",
            "harness",
            "policy_security",
        ),
    ],
)
def test_each_kind_of_move(title: str, vendor: str | None, runtime: str, layer: str, move: str) -> None:
    found = told(title, vendor)
    assert [(m.runtime, m.layer, m.move) for m in found[:1]] == [(runtime, layer, move)]


@pytest.mark.parametrize(
    ("title", "vendor"),
    [
        ("How a bank rebuilt its ledger with Claude Code", "anthropic"),
        ("Best practices for Claude Code in large teams", "anthropic"),
        ("GPT-9 is now available in Cursor", "cursor"),
        ("GroqCloud now supports Qwen3 32B", "groq"),
        ("Introducing GPT-9", "openai"),
        ("Claude now draws charts", "anthropic"),
        ("A retailer ships 3x more code with Cursor", "cursor"),
        ("Lessons from a year of Codex", "openai"),
        ("Using LangGraph to build a research agent", "langchain"),
        ("Developer's guide to MCP", "google"),
        ("Where agents go next: five patterns", None),
        ("CrewAI raises $18M", None),
        ("Building a 5 gigawatt data center for TPUs", "google"),
        ("", "openai"),
        ("x" * 5_000 + " Claude Code", "anthropic"),
    ],
)
def test_what_moves_nothing(title: str, vendor: str | None) -> None:
    assert told(title, vendor) == []


def test_a_tutorial_says_so_in_its_text() -> None:
    text = "This tutorial shows how to build an agent that waits for days."
    assert told("Long-running agents with ADK", "google", text) == []


def test_who_acts_in_a_headline_of_the_press() -> None:
    assert told("Cognition acquires Windsurf")[0].company == "Cognition"
    assert told("Windsurf is acquired by Cognition")[0].company == "Cognition"
    assert told("Introducing the Pinecone MCP server", "pinecone")[0].company == "Pinecone"


def test_an_integration_names_the_own_runtime_first_and_the_other_second() -> None:
    found = told("Codex with Ollama", "ollama", "Open models now work with OpenAI Codex through Ollama.")
    assert [(m.company, m.runtime, m.move) for m in found] == [
        ("Ollama", "Ollama", "integration"),
        ("Ollama", "Codex", "integration"),
    ]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("claude-code 9.1.4", "- Fixed a crash in the dialog", None),
        ("claude-code 9.1.5", "- Added `FOO_BAR` environment variable\n- Fixed a typo", None),
        (
            "claude-code 9.1.6",
            "- Added a team view: one list of all sessions\n- Fixed a typo",
            "minor_release",
        ),
        ("gemini-cli v0.99.0", "- **Browser Agent:** a new agent that reads pages", "minor_release"),
        ("gemini-cli v0.98.0", "- **Higher limits for Ultra:** twice the quota", "price"),
        ("openai-python 9.3.0", "### Features * **api:** add types * **client:** add field", None),
        ("openai-python 9.4.0", "### Chores * **api:** tidy * deprecate Assistants API", "deprecation"),
        ("claude-code 3.0.0", "- Fixed a typo", "major_release"),
        ("claude-code 9.1.7", "", None),
    ],
)
def test_release_notes(title: str, text: str, expected: str | None) -> None:
    vendor = "google" if title.startswith("gemini") else "openai" if "python" in title else "anthropic"
    found = told(title, vendor, text, source=f"release:{title.split()[0]}")
    assert [m.move for m in found] == ([expected] if expected else [])


def test_an_early_preview_in_release_notes_is_a_launch() -> None:
    text = "# Release notes\nNVIDIA NemoClaw is available in early preview starting in March."
    found = told("NemoClaw Release Notes", "nvidia", text, source="release:nemoclaw")
    assert [(m.move, m.quote in text) for m in found] == [("launch", True)]


@shared
def test_on_the_labelled_posts() -> None:
    """In-sample: the rules were written beside these labels. Every quote stands in its item."""
    right = wrong = missed = layers = kinds = 0
    for row in map(json.loads, LABELS.open()):
        day = date.fromisoformat(row["date"]) if row["date"] else None
        item = Item(row["id"], row["title"], row["text"], row["source"], row["vendor"], day)
        found = moves(item, find(f"{item.title}\n{item.text}", item.vendor))
        for move in found:
            assert move.quote in item.title or move.quote in item.text
            assert move.layer in LAYERS and move.move in KINDS and len(found) <= 4
        if found and row["moves"]:
            right += 1
            layers += found[0].layer == row["moves"][0]["layer"]
            kinds += found[0].move == row["moves"][0]["move"]
        wrong += bool(found) and not row["moves"]
        missed += bool(row["moves"]) and not found
    assert right / (right + wrong) >= 0.95
    assert right / (right + missed) >= 0.9
    assert layers / right >= 0.95
    assert kinds / right >= 0.9
