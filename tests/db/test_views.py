"""Every public view: documented, with a true grain, with the columns that the contract names."""

from __future__ import annotations

import re

import pytest

from db.reader import open_reader

KEYS = {
    "developments": ["development_id"],
    "development_themes": ["development_id", "theme"],
    "themes": ["theme"],
    "stories": ["story_id"],
    "story_developments": ["story_id", "development_id"],
    "passages": ["passage_id"],
    "mentions": ["development_id", "entity_id", "starts"],
    "passage_mentions": ["passage_id", "entity_id", "starts"],
    "prices": ["price_id"],
    "ai_models": ["ai_model_id"],
    "price_latest": ["ai_model_id", "unit", "tier", "context_over", "variant"],
    "price_changes": ["price_id"],
    "price_steps": ["line", "from_ai_model_id", "to_ai_model_id", "unit"],
    "price_disagreements": ["ai_model_id", "unit", "tier", "context_over", "variant"],
    "scores": ["score_id"],
    "cost_per_performance": ["score_id"],
    "runtimes": ["runtime"],
    "runtime_moves": ["development_id", "runtime", "move"],
    "runtime_board": ["layer", "company"],
    "claims": ["claim_id"],
    "claim_events": ["claim_id", "happened_at"],
    "actions": ["action_id"],
    "action_history": ["action_id", "edited_at", "field"],
    "action_evidence": ["action_id", "evidence_id"],
    "quotes": ["quote_id"],
    "signals": ["signal_id"],
    "sources": ["source_id"],
    "source_health": ["source_id"],
    "runs": ["run_id"],
    "digests": ["week"],
    "snapshot_info": ["version"],
    "momentum": ["subject_kind", "subject"],
    "corrections": ["development_id", "field", "value", "corrected_at", "editor"],
}


@pytest.fixture(scope="module")
def reader(world_data):
    made = open_reader(world_data)
    yield made
    made.close()


@pytest.fixture(scope="module")
def catalogue(reader):
    return reader.catalogue()


def test_every_view_and_column_has_a_comment(catalogue):
    silent = catalogue[catalogue["comment"].isna() | catalogue["view_comment"].isna()]
    assert silent[["view", "column"]].values.tolist() == []


def test_every_comment_starts_with_its_grain(catalogue):
    for view, comment in set(zip(catalogue["view"], catalogue["view_comment"], strict=True)):
        assert re.match(r"one (row|per)", comment), f"{view}: {comment}"


def test_every_public_view_has_a_known_key(catalogue):
    public = {view.removeprefix("main.") for view in catalogue["view"] if view.startswith("main.")}
    assert public == set(KEYS)


@pytest.mark.parametrize("view", sorted(KEYS))
def test_the_grain_is_true(reader, view):
    rows = reader.view(view, columns=KEYS[view], limit=20_000)
    assert not rows.duplicated().any()


def test_the_contract_holds(reader, shared):
    section = (shared / "design.md").read_text(encoding="utf-8").split("## 6.")[1].split("## 7.")[0]
    columns = {}
    for view, column in reader.catalogue()[["view", "column"]].values:
        columns.setdefault(view.removeprefix("main."), set()).add(column)
    for line in section.splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if len(cells) < 2 or cells[0] in {"view", "---"} or cells[0].startswith("-"):
            continue
        text = cells[1].split(":", 1)[1] if ":" in cells[1].split("(")[0] else cells[1]
        wanted = {word.strip(" `") for word in re.sub(r"\([^)]*\)", "", text).split(",")}
        wanted = {word for word in wanted if re.fullmatch(r"[a-z][a-z0-9_]*", word)}
        assert wanted <= columns[cells[0]], cells[0]


def test_the_successor_step_shows_what_no_history_of_one_ai_model_does(reader):
    steps = reader.view("price_steps", order="unit")
    assert steps[["line", "unit", "ratio"]].values.tolist() == [
        ["alpha mini", "input", 3.0],
        ["alpha mini", "output", 2.25],
    ]


def test_a_change_is_two_neighbouring_readings_that_differ(reader):
    changes = reader.view("price_changes")
    assert changes[["ai_model_id", "unit", "ratio"]].values.tolist() == [["beta/beta-one", "input", 0.5]]


def test_a_story_counts_its_sources(reader):
    told = reader.view("stories", where={"story_id": "s-price"}).iloc[0]
    assert (told["developments"], told["sources"], list(told["vendors"])) == (2, 2, ["alpha", "gamma"])


def test_the_window_of_an_action_follows_its_horizon(reader):
    rows = reader.view("actions", order="action_id")
    assert [str(row)[:10] for row in rows["window_end"]] == ["2026-07-04", "2026-07-04", "2027-10-04"]


def test_a_failing_source_says_so(reader):
    health = reader.view("source_health", where={"source_id": "beta-blog"}).iloc[0]
    assert (health["state"], health["consecutive_failures"]) == ("failing", 3)
    assert "404" in health["error"]
