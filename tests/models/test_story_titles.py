"""What titles and addresses say of their event."""

from __future__ import annotations

from models.story_titles import canonical_url, clean_title, release_of


def test_titles_are_read() -> None:
    assert clean_title("Jun 8, 2026Frontier Red TeamMeasuring exploits") == "Measuring exploits"
    assert clean_title("May 2026 was warm") == "May 2026 was warm"
    assert release_of("gemini-cli v0.40.0") == ("gemini cli", (0, 40, 0))
    assert release_of("Introducing Cursor 2.0") is None
    assert release_of("Growth of 3.5 percent is forecast for the coming year") is None


def test_addresses_lose_what_differs_between_copies() -> None:
    assert canonical_url("https://example.com/") is None
    assert canonical_url("https://example.com/log#1.2") != canonical_url("https://example.com/log#1.3")
    assert canonical_url("http://[broken") is None
