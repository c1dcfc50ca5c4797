"""The bundled archive is what it claims: dated, linked, in our own words, and readable by our parsers."""

from __future__ import annotations

import html
import re
from collections import Counter
from datetime import datetime, timezone
from functools import cache
from pathlib import Path

import pytest

from db.records import ActionItem, Development, Document, Problem, Quote, Record, Score, Source
from ingest.kinds import parser
from ingest.source_rules import PACKAGE
from ingest.sources import load

STARTER = Path(__file__).parents[2] / "ingest" / "starter"
SHARED = Path(__file__).parents[3] / "shared" / "data"
SEEN_AT = datetime(2026, 11, 24, tzinfo=timezone.utc)
RUN = 8


@cache
def sources() -> tuple[Source, ...]:
    return tuple(load(STARTER / "sources.toml").sources)


@cache
def records(source: Source) -> tuple[Record, ...]:
    assert source.path is not None
    body = Path(source.path).read_bytes()
    return tuple(parser(source.kind)(source, Document(source.id, body, SEEN_AT)))


def of_kind(*kinds: str) -> list[tuple[Source, Record]]:
    return [(source, one) for source in sources() if source.kind in kinds for one in records(source)]


def developments(kind: str = "feed") -> list[tuple[Source, Development]]:
    found = of_kind(kind)
    return [(source, one) for source, one in found if isinstance(one, Development)]


def words(text: str) -> list[str]:
    plain = re.sub(r"<[^>]+>|https?://\S+", " ", html.unescape(text))
    return re.findall(r"[a-z0-9']+", plain.lower())


def runs(text: str) -> set[tuple[str, ...]]:
    said = words(text)
    return {tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1)}


def test_every_source_is_bundled_and_every_file_is_a_source():
    assert all(source.url is None and source.id.startswith("starter-") for source in sources())
    paths = {Path(source.path).name for source in sources() if not source.path.startswith(PACKAGE)}
    assert paths == {file.name for file in STARTER.iterdir()} - {"sources.toml"}
    assert "package:genai-prices" in {source.path for source in sources()}


@pytest.mark.parametrize("kind", ["feed", "changelog", "brief", "scores"])
def test_nothing_in_it_is_a_problem(kind):
    assert [(source.id, one) for source, one in of_kind(kind) if isinstance(one, Problem)] == []


def test_it_holds_enough_developments_of_enough_vendors():
    per_vendor = Counter(source.vendor for source, _ in developments())
    assert per_vendor.total() >= 200
    assert len(per_vendor) >= 15
    assert max(per_vendor.values()) <= 0.35 * per_vendor.total()


def test_every_development_has_title_words_link_and_date():
    for source, one in developments():
        assert one.title and one.body, (source.id, one)
        assert one.url and one.url.startswith("https://"), (source.id, one.title)
        assert one.published_at is not None, (source.id, one.title)


def test_no_page_is_told_twice():
    told = Counter(one.url for _, one in developments())
    assert [url for url, times in told.items() if times > 1] == []


def test_it_reaches_from_january_2025_to_autumn_2026():
    dates = sorted(one.published_at for _, one in developments() if one.published_at)
    assert f"{dates[0]:%Y-%m}" == "2025-01"
    assert f"{dates[-1]:%Y-%m}" >= "2026-08"
    months = {f"{date:%Y-%m}" for date in dates}
    assert len(months) >= 18


@pytest.mark.parametrize(
    "name",
    [
        "GPT-5.4 mini and nano",
        "Mistral Small 4",
        "My Computer",
        "NemoClaw",
        "OpenShell",
        "one trillion dollars for Blackwell",
        "Avocado",
        "Copilot leadership",
        "Claude Code",
        "Codex",
        "Gemini CLI",
        "Cowork",
        "Model Context Protocol",
    ],
)
def test_the_strategy_story_is_in_it(name):
    assert any(name in f"{one.title} {one.body}" for _, one in developments())


def test_each_body_is_short():
    for source, one in developments():
        assert len((one.body or "").split()) <= 32, (source.id, one.title)


def test_change_logs_have_a_dated_linked_development_for_each_version():
    found = developments("changelog")
    versions = sum(
        Path(source.path).read_text(encoding="utf-8").count("\n## ")
        for source in sources()
        if source.kind == "changelog"
    )
    assert len(found) == versions >= 35
    for source, one in found:
        assert one.body and one.published_at, (source.id, one.title)
        assert one.url and one.url.startswith("https://"), (source.id, one.title)


def test_the_brief_gives_nine_actions_and_two_quotes():
    brief = [one for _, one in of_kind("brief")]
    horizons = Counter(one.horizon for one in brief if isinstance(one, ActionItem))
    assert horizons == {"next_quarter": 4, "long_term": 5}
    assert all(one.title for one in brief if isinstance(one, ActionItem))
    speakers = {one.speaker for one in brief if isinstance(one, Quote)}
    assert speakers == {"Andrey Kurenkov", "Jeremie Harris"}


def test_scores_are_read_and_an_unmeasured_cost_is_null():
    scores = [one for _, one in of_kind("scores") if isinstance(one, Score)]
    assert len(scores) >= 70
    assert any(one.cost_usd is None for one in scores)
    assert all(one.cost_usd is None or one.cost_usd > 0 for one in scores)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared data is not beside the project")
def test_no_sentence_is_taken_from_the_shared_texts():
    ours: dict[tuple[str, ...], str] = {}
    for source, one in developments():
        ours |= dict.fromkeys(runs(one.body or ""), f"{source.id}: {one.title}")
    for source in sources():
        if source.kind in ("brief", "changelog"):
            quoteless = re.sub(r'(?m)^".*"$', "", Path(source.path).read_text(encoding="utf-8"))
            ours |= dict.fromkeys(runs(re.sub(r"\[([^\]]*)\]\([^)]*\)", "", quoteless)), source.id)
    endings = {".xml", ".md", ".mdx", ".txt", ".html", ".jsonl"}
    copied: set[str] = set()
    for folder in ("feeds", "release_notes", "briefs", "labels", "transcripts", "pricing"):
        for file in (SHARED / folder).rglob("*"):
            if file.suffix in endings:
                theirs = words(file.read_text(encoding="utf-8", errors="replace"))
                for at in range(len(theirs) - RUN + 1):
                    if (run := tuple(theirs[at : at + RUN])) in ours:
                        copied.add(f"{ours[run]}: {' '.join(run)}")
    assert copied == set()
