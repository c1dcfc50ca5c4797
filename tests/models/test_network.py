"""The theme network: it bends where a line can't, answers without torch as it was trained, and repeats itself."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from models import fit, head, network_fit
from models.__main__ import main
from models.head_features import Features
from models.network import Network, answers, gelu, inputs

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_fit, "WIDTH", 32)
    monkeypatch.setattr(network_fit, "ROUNDS", 30)
    monkeypatch.setattr(fit, "FOLDS", 2)


def trained(seen: np.ndarray, marks: np.ndarray, weight: np.ndarray, members: int = 1) -> Network:
    return network_fit.network_of(np.zeros((0, 0), np.float32), seen, marks, weight, members)


def told(network: Network, seen: np.ndarray, member: int = 0) -> np.ndarray:
    hidden = gelu(seen @ network.first[member].T + network.first_bias[member])
    return hidden @ network.last[member].T + network.last_bias[member]


def either_or() -> tuple[np.ndarray, np.ndarray]:
    """Points whose mark is set where exactly one of two numbers is positive: no line tells them apart."""
    seen = np.random.default_rng(0).normal(size=(800, 2)).astype(np.float32)
    return seen, ((seen[:, :1] > 0) != (seen[:, 1:] > 0)).astype(np.float32)


def test_it_learns_what_no_line_tells_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_fit, "ROUNDS", 150)
    monkeypatch.setattr(network_fit, "BLANK_INPUTS", 0.0)
    monkeypatch.setattr(network_fit, "BLANK_HIDDEN", 0.1)
    seen, marks = either_or()
    weight = np.ones(len(seen), dtype=np.float32)
    one = trained(seen, marks, weight, members=2)
    assert ((told(one, seen) > 0) == (marks > 0.5)).mean() > 0.95
    assert np.array_equal(trained(seen, marks, weight).first[0], one.first[0])
    assert not np.allclose(one.first[0], one.first[1], atol=1e-2)


def test_rows_that_weigh_nothing_teach_nothing() -> None:
    seen, marks = either_or()
    weight = (seen[:, 0] > 0).astype(np.float32)
    wrong = np.where(weight[:, None] > 0, marks, 1 - marks)
    one, two = (trained(seen, labels, weight) for labels in (marks, wrong))
    assert np.allclose(one.last, two.last, atol=1e-5)


def test_the_answer_is_the_mean_of_the_members() -> None:
    shape = fit.new_shape()
    layers = (np.ones((2, 3, 1)), np.zeros((2, 3)), np.ones((2, 14, 3)), np.array([[1.0] * 14, [5.0] * 14]))
    texts = Features(np.zeros((1, 2 * len(shape.rules) + 20)), np.zeros((1, 8)), np.zeros((1, 384)), [], None)
    axes = np.zeros((2, 8), dtype=np.float32)
    width = inputs(texts.dense, texts.words, texts.sense, shape, axes).shape[1]
    layers = (np.zeros((2, 3, width)), *layers[1:])
    assert answers(Network(axes, *layers), texts, texts.words, shape).tolist() == [[3.0] * 14]
    with pytest.raises(ValueError, match="vectors"):
        answers(
            Network(axes, *layers), Features(texts.dense, texts.words, None, [], None), texts.words, shape
        )


def test_a_head_fitted_from_scratch_is_stored_and_read_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEXTANT_HEAD", str(tmp_path))  # the command sets it to measure, for its own process
    rows = [
        {"title": f"{what} {n}", "text": told, "themes": [theme], "source": f"s{n}"}
        for what, told, theme in (
            ("Price cut", "Tokens cost half as much from today", "pricing"),
            ("Court ruling", "The judge decides on copyright", "policy"),
        )
        for n in range(20)
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)))
    assert (
        main(
            ["fit", "--from-scratch", "--labels", str(path), "--out", str(tmp_path), "--held-out", str(path)]
        )
        == 0
    )
    stored = head.load_head(tmp_path)
    assert stored.figures["items"] == 40
    assert stored.figures["held_out"]["micro"]["f1"] > 0.95
    assert not stored.readers.pull.size
    assert stored.network.words.shape[0] == 39  # no more directions than rows tell apart
