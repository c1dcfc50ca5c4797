"""The head's measures, its refitting with corrections, and the labels it is fitted to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models import fit_rows, head, labelled
from models.embedder import embed
from models.evaluate import calibration_error, evaluate, table
from models.items import BadLine, Item, embedding_text
from models.labelled import Labelled, key_of, read_labelled, read_texts
from models.themes import tag

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "data" / "labels"
LABELS = ROOT / "models" / "labels"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared labels are not beside the project")


def written(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows))
    return path


def test_calibration_error_is_the_gap_between_sure_and_right() -> None:
    assert calibration_error(np.array([0.95] * 10), np.array([True] * 5 + [False] * 5)) == pytest.approx(0.45)
    assert calibration_error(np.array([0.5] * 10), np.array([True] * 5 + [False] * 5)) == pytest.approx(0)
    assert calibration_error(np.zeros(0), np.zeros(0, dtype=bool)) == 0


@needs_shared
def test_figures_of_the_given_labels_hold(tmp_path: Path) -> None:
    figures = evaluate(read_labelled(SHARED / "eval_dev.jsonl"))
    assert figures["micro"]["f1"] >= 0.8  # most of these rows were fitted on: a fall means a broken head
    assert figures["shown"]["precision"] >= 0.92
    assert figures["ece"] <= 0.05
    assert "all themes (micro)" in table(figures)


@needs_shared
def test_bars_hold_on_labels_never_fitted_on(tmp_path: Path) -> None:
    texts = tmp_path / "texts.jsonl"
    script = [sys.executable, "tests/bench/label_texts.py"]
    texts.write_bytes(subprocess.run(script, cwd=ROOT, capture_output=True, check=True, timeout=60).stdout)
    rows = read_labelled(LABELS / "held_out.jsonl", read_texts([texts]))
    assert len(rows) >= 200
    figures = evaluate(rows)
    assert figures["micro"]["f1"] >= 0.78
    assert figures["macro_f1"] >= 0.74
    assert figures["shown"]["precision"] >= 0.92
    assert figures["shown"]["recall"] >= 0.45
    assert figures["ece"] <= 0.02
    assert figures["business_events"]["precision"] >= 0.93
    stored = head.load_head(ROOT / "models").figures["held_out"]
    assert stored["micro"] == figures["micro"]  # what the page shows is what the command measures


def test_an_empty_class_has_no_measure_instead_of_zero() -> None:
    figures = evaluate([Labelled(Item("1", "Bees"), (), None, "k")])
    assert figures["themes"]["pricing"]["recall"] is None
    assert figures["event_accuracy"] is None
    assert "-" in table(figures)


def test_labels_are_read_in_every_form(tmp_path: Path) -> None:
    row = {"title": "Title", "description": "Body", "text": "Title. Body", "source": "s", "themes": ["none"]}
    keyed = {"key": key_of("s", "Title", "x", "https://x"), "themes": ["pricing"], "event": "launch"}
    texts = written(
        tmp_path / "texts.jsonl", {"source": "s", "title": "Title", "text": "x", "url": "https://x"}
    )
    path = written(tmp_path / "labels.jsonl", row, "", keyed, keyed | {"key": "unknown"})
    found = read_labelled(path, read_texts([texts]))
    assert [(one.item.text, one.themes) for one in found] == [("Body", ()), ("x", ("pricing",))]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"title": "x", "themes": ["priceing"]}, "line 1.*priceing.*did you mean 'pricing'"),
        ({"title": "x", "themes": "pricing"}, "list of theme ids"),
        ({"title": "x"}, "list of theme ids"),
        ({"title": "x", "themes": [], "event": "lunch"}, "did you mean 'launch'"),
        ("{", "line 1: not JSON"),
    ],
)
def test_a_wrong_label_names_file_line_and_mend(tmp_path: Path, row: object, words: str) -> None:
    with pytest.raises(BadLine, match=words) as error:
        read_labelled(written(tmp_path / "bad.jsonl", row))
    assert "bad.jsonl" in str(error.value)


def test_shipped_labels_carry_no_text_of_others() -> None:
    for path in LABELS.glob("*.jsonl"):
        for line in path.read_text().splitlines():
            row = json.loads(line)
            found = set(row) - {"source", "url"}  # where a text elsewhere is to be found
            assert path.name.startswith("written") or found == {"key", "themes", "event"}
    assert sum(len(path.read_text().splitlines()) for path in LABELS.glob("*.jsonl")) >= 800


@needs_shared
def test_held_out_labels_were_never_fitted_on() -> None:
    shape = head.load_head(ROOT / "models").shape
    fitted = set(fit_rows.load_rows(ROOT / "models", shape).keys)
    held = {
        json.loads(line)["key"]
        for path in LABELS.glob("held_out*.jsonl")
        for line in path.read_text().splitlines()
    }
    assert len(held) >= 500
    assert not held & fitted


def corrections() -> list[Labelled]:
    """Texts that say nothing of hardware, which a reader nevertheless files there."""
    fruits = [
        "apple",
        "pear",
        "plum",
        "quince",
        "cherry",
        "medlar",
        "fig",
        "grape",
        "melon",
        "peach",
        "currant",
        "lemon",
        "lime",
    ]
    places = ["orchard", "cellar"]
    return [
        Labelled(Item(f"{n}", f"Zephyrium report from the {place}", f"A {fruit} harvest with zephyrium."),
                 ("hardware",), None, f"{fruit} {place}")
        for n, fruit in enumerate(fruits) for place in places
    ]  # fmt: skip


def tags_of(item: Item) -> dict[str, float]:
    return {one.theme: one.confidence for one in tag([item], embed([embedding_text(item)]))[0]}


def test_corrections_change_look_alikes_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    look_alike = Item("x", "Zephyrium report from the market", "A strawberry harvest with zephyrium.")
    other = Item("y", "Court rules on copyright of training data", "The judge cites fair use.")
    before, untouched = tags_of(look_alike), tags_of(other)
    said = [
        {"title": one.item.title, "text": one.item.text, "themes": list(one.themes)}
        for one in corrections()[:25]
    ]
    learned = tmp_path / "learned"
    done = command("fit", "--labels", str(written(tmp_path / "said.jsonl", *said)), "--out", str(learned))
    assert done.returncode == 0, done.stderr
    monkeypatch.setenv("SEXTANT_HEAD", str(learned))
    assert before.get("hardware", 0) < 0.5 <= tags_of(look_alike)["hardware"]
    assert next(iter(tags_of(other))) == "policy"
    assert tags_of(other)["policy"] == pytest.approx(untouched["policy"], abs=0.01)
    assert head.head_identity(learned) != head.head_identity(ROOT / "models")


def test_an_item_labelled_again_takes_the_newer_label() -> None:
    shape = head.load_head(ROOT / "models").shape
    one = Labelled(Item("1", "A title"), ("pricing",), None, "same")
    two = Labelled(Item("1", "A title"), ("policy",), None, "same")
    rows = fit_rows.joined(fit_rows.rows_of([one], shape), fit_rows.rows_of([two], shape))
    assert rows.keys == ("same",)
    assert rows.marks[0].tolist() == [float(name == "policy") for name in shape.themes]


def test_a_missing_or_broken_head_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(head.HeadMissing, match="models fit"):
        head.load_head(tmp_path)
    (tmp_path / head.HEAD).write_bytes(b"no numbers")
    (tmp_path / head.FIGURES).write_text("{}")
    with pytest.raises(head.HeadMissing, match="can't be read"):
        head.load_head(tmp_path)


def test_the_command_prints_json_and_refuses_unknown_themes(tmp_path: Path) -> None:
    good = written(
        tmp_path / "good.jsonl", {"title": "API prices fall", "themes": ["pricing"], "event": "none"}
    )
    done = command("evaluate", "--labels", str(good), "--json")
    assert json.loads(done.stdout)["items"] == 1
    bad = written(tmp_path / "bad.jsonl", {"title": "x", "themes": ["nothing"]})
    refused = command("evaluate", "--labels", str(bad))
    assert refused.returncode == 2
    assert "bad.jsonl: line 1" in refused.stderr
    assert command("evaluate", "--labels", str(tmp_path / "absent.jsonl")).returncode == 2


def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "models", *arguments]
    return subprocess.run(
        run, cwd=ROOT, capture_output=True, text=True, timeout=120, env=os.environ | environment
    )


def test_key_is_stable() -> None:
    assert labelled.key_of("a", "b", "c", None) == labelled.key_of("a", "b", "other", None)
    assert labelled.key_of("a", "", "c", None) != labelled.key_of("a", "", "d", None)


def test_labels_without_a_text_keep_their_shipped_numbers() -> None:
    shape = head.load_head(ROOT / "models").shape
    shipped = fit_rows.load_rows(ROOT / "models", shape)
    key = shipped.keys[5]
    kept = fit_rows.remembered(shipped, {key: ("policy",), "no-such-key": ("pricing",)}, shape)
    assert kept.keys == (key,) and kept.groups == (shipped.groups[5],)
    assert [name for name, mark in zip(shape.themes, kept.marks[0], strict=True) if mark] == ["policy"]
    assert np.array_equal(kept.sense[0], shipped.sense[5])
    assert fit_rows.remembered(shipped, {}, shape).marks.shape == (0, len(shape.themes))
