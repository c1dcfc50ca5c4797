"""Themes: what is tagged, how sure, whether shown, and why; hostile and foreign text included."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from models.embedder import embed
from models.headlines import headlines
from models.items import BadLine, Item, embedding_text, read_items
from models.languages import language
from models.theme_rules import ThemesFileWrong, hits, load_themes
from models.themes import Tag, tag

ROOT = Path(__file__).resolve().parents[2]
CLEAR = {
    "pricing": Item("1", "API prices fall again", "Input tokens now cost $0.20 per million, half the price."),
    "models": Item(
        "2", "Introducing Borealis 4, our most capable AI model", "A one-million-token context window."
    ),
    "agents": Item(
        "3", "Subagents and MCP servers for long-running agents", "Agents plan, call tools and recover."
    ),
    "devtools": Item("4", "Version 3.2 of our Python SDK", "Adds structured outputs to the API client."),
    "hardware": Item("5", "A gigawatt data centre for AI chips", "Racks of GPUs with liquid cooling."),
    "open": Item("6", "We release open weights under Apache 2.0", "Fine-tune it on your own machine."),
    "safety": Item("7", "Red teaming finds new prompt injection attacks", "Jailbreaks and how to defend."),
    "policy": Item(
        "8", "Court rules on copyright of training data", "The judge cites fair use; lawmakers react."
    ),
    "multimodal": Item("9", "Robots and video generation", "A text-to-video model with speech and images."),
    "business": Item("10", "Series B: we raised $90 million", "Investors value the start-up at $1 billion."),
    "society": Item(
        "11", "Students, teachers and jobs in the age of AI", "Schools worry about skills and work."
    ),
}


def tags_of(*items: Item) -> list[list[Tag]]:
    return tag(items, embed([embedding_text(item) for item in items]))


@pytest.mark.parametrize("theme", sorted(CLEAR))
def test_a_clear_text_is_tagged_with_its_theme(theme: str) -> None:
    found = {one.theme: one for one in tags_of(CLEAR[theme])[0]}
    assert found[theme].confidence >= 0.5
    assert found[theme].why


def test_tags_come_surest_first_and_only_sure_ones_are_shown() -> None:
    tags = tags_of(CLEAR["safety"])[0]
    assert [one.confidence for one in tags] == sorted((one.confidence for one in tags), reverse=True)
    assert all(one.confidence >= 0.01 for one in tags)
    shown = [one.confidence for one in tags if one.shown]
    hidden = [one.confidence for one in tags if not one.shown]
    assert not shown or not hidden or min(shown) >= max(hidden)


def test_a_rule_is_cited_with_words_that_stand_in_the_text() -> None:
    item = CLEAR["policy"]
    why = next(one.why for one in tags_of(item)[0] if one.theme == "policy")
    words = why.split("“")[1].split("”")[0]
    assert words in item.title or words in item.text


def test_without_vectors_words_alone_decide() -> None:
    found = tag([CLEAR["pricing"]], None)[0]
    assert found[0].theme == "pricing"


def test_rows_without_a_sound_vector_are_judged_by_words() -> None:
    items = [CLEAR["pricing"], CLEAR["pricing"]]
    vectors = embed([embedding_text(item) for item in items])
    vectors[1] = np.nan
    sound, broken = tag(items, vectors)
    assert broken == tag([items[1]], None)[0]
    assert sound != broken


def test_vectors_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="384"):
        tag([CLEAR["pricing"]], np.zeros((1, 12), dtype=np.float32))
    with pytest.raises(ValueError, match="expected 1"):
        tag([CLEAR["pricing"]], np.zeros((2, 384), dtype=np.float32))
    assert tag([], None) == []


def test_a_theme_named_500_times_gains_nothing_over_a_few() -> None:
    few = Item("1", "Notes", "A note about agents and other things.")
    many = Item("2", "Notes", "A note about agents and other things. " + "agents " * 500)
    one, other = ({t.theme: t.confidence for t in row} for row in tag([few, many], None))
    assert other["agents"] <= one["agents"] + 0.1
    ranks = [sorted(row, key=lambda name: -row[name]).index("agents") for row in (one, other)]
    assert ranks[0] - ranks[1] <= 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wie wir mit KI die Preise für unsere Kunden senken und was das für die Teams bedeutet", "German"),
        ("가격 인하와 새로운 모델 발표", "Korean"),
        ("新しいモデルの価格についてのお知らせ", "Japanese"),
    ],
)
def test_other_languages_are_said_to_be_so_and_show_nothing(text: str, word: str) -> None:
    tags = tags_of(Item("1", text))[0]
    assert not any(one.shown for one in tags)
    assert all(word in one.why for one in tags)


def test_hostile_text_neither_hangs_nor_raises() -> None:
    texts = [
        "",
        " ",
        "\ud800\x00\u202e",
        "a" * 1_000_000,
        "price " * 200_000,
        "((((" * 5000,
        "<b>" * 9000,
        "$1,1" * 9000,
    ]
    items = [Item(str(n), text[:400], text) for n, text in enumerate(texts)]
    items += [Item("t", text, "") for text in texts]
    started = time.monotonic()
    assert len(tags_of(*items)) == len(items)
    assert time.monotonic() - started < 20


def test_a_digest_is_split_and_each_tag_names_its_headline() -> None:
    title = "Chip Giant Opens Data Center, Court Bans Scraped Books, Robots Learn to Cook, New Weights for Everyone"
    assert len(headlines(title)) == 4
    tags = {one.theme: one for one in tags_of(Item("1", title))[0]}
    assert tags["hardware"].confidence > 0.4
    assert "Chip Giant Opens Data Center" in tags["hardware"].why
    assert "Robots Learn to Cook" in tags["multimodal"].why


@pytest.mark.parametrize(
    "title",
    [
        "Search, vision, ideation, coding, all yours",
        "Introducing Borealis 4",
        "Claude Opus 4.6, Sonnet 4.6",
        "",
        "A, B, C, D",
    ],
)
def test_one_story_is_not_split(title: str) -> None:
    assert headlines(title) == []


def test_language_is_told_or_left_open() -> None:
    assert language("The quick launch of a new tool for developers") == "en"
    assert language("GPT-5.4 mini") == "en"
    assert language("12345 !!!") is None


def test_items_are_read_with_the_number_of_a_bad_line() -> None:
    assert [item.id for item in read_items(['{"id": 7, "title": "x"}', "", '{"id": "b", "text": null}'])] == [
        "7",
        "b",
    ]
    for line, word in [("{", "line 2"), ("[]", "object"), ("{}", '"id"'), ('{"id": 1, "title": 5}', "title"),
                       ('{"id": 1, "date": "soon"}', "date")]:  # fmt: skip
        with pytest.raises(BadLine, match=word):
            list(read_items(['{"id": 1}', line]))


def test_every_rule_reads_lower_case_and_spans_keep_their_place() -> None:
    themes = load_themes()
    assert len({theme.id for theme in themes}) == 14
    title = "İSTANBUL: New GPU Prices"
    for hit in hits(title, "", themes):
        assert title[hit.starts : hit.ends] == hit.words


def test_a_wrong_themes_file_names_theme_and_key(tmp_path: Path) -> None:
    wrong = tmp_path / "themes.toml"
    wrong.write_text('[[theme]]\nid = "one"\ntitle = "One"\n')
    with pytest.raises(ThemesFileWrong, match="one.*question"):
        load_themes(wrong)


def run(*arguments: str, lines: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "models", *arguments]
    return subprocess.run(command, input=lines, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_the_command_answers_line_by_line_in_order() -> None:
    items = [{"id": str(n), "title": one.title, "text": one.text} for n, one in enumerate(CLEAR.values())]
    done = run("tag", lines="\n".join(json.dumps(item) for item in items))
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    assert set(rows[0]) == {"id", "vendor", "entities", "themes", "event"}
    assert set(rows[0]["themes"][0]) == {"theme", "confidence", "shown", "why"}
    assert set(rows[0]["event"]) == {"type", "confidence"}


def test_a_broken_line_ends_the_command_with_its_number() -> None:
    done = run("tag", lines='{"id": 1, "title": "x"}\nnonsense\n')
    assert done.returncode == 2
    assert "line 2" in done.stderr
    assert done.stdout == ""
