"""The teacher: what it is asked about, that it learns, and that nothing held out is learned by way of its parts."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from models import embedder, encoder_fit, teacher_fit, tuned_fit
from models.__main__ import main
from models.items import Item
from models.taught import BELIEVED, PART_SHARE, Taught, mixed, parts_of

BODY = "The lab lowers what a million tokens cost by a third from the first of next month."
TURN = " ".join(f"Sentence number {number} says something about prices and models." for number in range(12))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A network of the teacher's kind, small, its numbers by chance but the same in every run."""
    import torch
    from transformers import MPNetConfig, MPNetModel

    shape = MPNetConfig(
        vocab_size=30527, hidden_size=32, num_hidden_layers=8, num_attention_heads=2, intermediate_size=64
    )
    with torch.random.fork_rng():
        torch.manual_seed(3)
        MPNetModel(shape).save_pretrained(tmp_path)
    shutil.copyfile(embedder.export() / embedder.TOKENIZER, tmp_path / "tokenizer.json")
    return tmp_path


def test_parts_are_titles_bodies_and_halves_of_turns_each_once() -> None:
    items = [Item("1", "Cheaper tokens at the lab", BODY), Item("2", "", TURN), Item("3", "A title alone"),
             Item("4", "", "A short turn."), Item("5", "Cheaper tokens at the lab", BODY), Item("6", "Ha", BODY + " More.")]  # fmt: skip
    parts, of = parts_of(items)
    said = [(part.title, part.text) for part in parts]
    assert said[:2] == [("Cheaper tokens at the lab", ""), ("", BODY)]
    assert " ".join(text for _, text in said[2:4]) == TURN
    assert said[4:] == [("", BODY + " More.")]  # neither a second time nor a title of two letters
    assert of.tolist() == [0, 0, 1, 1, 5]
    assert parts_of([])[1].tolist() == []


def test_labels_and_the_teacher_are_mixed_and_parts_count_less() -> None:
    taught = Taught(np.array([[0.2, 1.0]], np.float32), ("part",), np.array([0]), np.array([[0.7, 0.1]], np.float32))
    wanted, weight = mixed(taught, np.array([[1.0, 0.0]], np.float32), np.array([0.5], np.float32))
    assert np.allclose(wanted, [[1 - BELIEVED * 0.8, BELIEVED], [0.7, 0.1]])
    assert np.allclose(weight, [0.5, 0.5 * PART_SHARE])


def test_it_learns_the_labels_and_tells_of_parts(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teacher_fit, "ROUNDS", 12)
    monkeypatch.setattr(teacher_fit, "RATE_LAST", 0.3)
    monkeypatch.setattr(encoder_fit, "BLANK_VECTOR", 0.0)
    monkeypatch.setattr(encoder_fit, "BATCH", 8)
    items = [
        Item(f"{what} {place}", f"{what} {place} of the week", f"{what} again and {what} once more, said at great length here today")
        for place in range(16)
        for what in ("tokens", "court")
    ]  # fmt: skip
    marks = np.array([[item.title.startswith("tokens"), item.title.startswith("court")] for item in items], np.float32)
    taught = teacher_fit.teach(folder, items, marks, np.ones(len(items), np.float32))
    assert ((taught.chances > 0.5) == (marks > 0.5)).mean() > 0.9
    assert taught.further.shape == (len(taught.texts), 2)
    assert len(taught.texts) == len(taught.of) > len(items)  # titles and bodies
    assert ((taught.further > 0.5) == (marks[taught.of] > 0.5)).mean() > 0.8


def test_a_folder_without_a_teacher_is_named_with_a_mend(tmp_path: Path) -> None:
    marks, weight = np.ones((1, 1), np.float32), np.ones(1, np.float32)
    with pytest.raises(embedder.EmbedderMissing, match="Without --teacher"):
        teacher_fit.teach(tmp_path, [Item("1", "x")], marks, weight)
    with pytest.raises(embedder.EmbedderMissing, match="of the type bert"):
        teacher_fit.teach(embedder.weights_folder(), [Item("1", "x")], marks, weight)


@pytest.mark.parametrize("asked", [["--teacher", "x"], ["--tune"], ["--from-scratch", "--teacher", "x"]])
def test_what_only_tuning_uses_is_refused_without_it(asked: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(["fit", "--labels", "labels.jsonl", *asked])
    assert left.value.code == 2 and "give --" in capsys.readouterr().err


def test_parts_of_what_is_held_out_are_not_learned(monkeypatch: pytest.MonkeyPatch) -> None:
    learned: list[list[int]] = []

    def record(encoder: object, states: object, marks: np.ndarray, weight: np.ndarray, chosen: np.ndarray) -> None:
        assert marks.shape == (7, 2) and weight.shape == (7,)
        learned.append(chosen.tolist())

    monkeypatch.setattr(tuned_fit, "trained", record)
    monkeypatch.setattr(tuned_fit, "told_by", lambda top, states, out: np.zeros((len(out), 2), np.float32))
    monkeypatch.setattr(tuned_fit, "_numbers", lambda top: None)
    taught = Taught(np.zeros((4, 2), np.float32), ("a", "b", "c"), np.array([0, 1, 1]), np.zeros((3, 2), np.float32))
    tuned_fit.tuned_and_held(
        ["one", "two", "three", "four"], np.zeros((4, 2), np.float32), np.ones(4, np.float32), np.array([0, 1, 0, 1]), taught=taught
    )  # fmt: skip
    assert learned == [[1, 3, 5, 6], [0, 2, 4], [0, 1, 2, 3, 4, 5, 6]]
