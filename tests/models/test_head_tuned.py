"""The tuned encoder: it learns, what is exported says what was learned, and it never hangs on a long text."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from models import embedder, encoder_fit, tuned_fit
from models.fit import new_shape
from models.head import load_head, scores
from models.head_features import features_of
from models.head_tuned import LAYERS, MATRICES, RANK, Tuned, flat, from_flat, places, tuned_scores
from models.items import Item

TEXTS = [
    "The output price of the small model falls by a third",
    "A court decides whether training on books is fair use",
    "Short",
    "Our robots fold laundry after watching twenty people do it, and they keep learning at night",
]


@pytest.fixture
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A cache of its own, so that no graph of others is replaced."""
    kept = embedder.export()
    monkeypatch.setenv("SEXTANT_CACHE", str(tmp_path))
    folder = embedder.export_folder()
    folder.mkdir(parents=True)
    for name in (embedder.GRAPH, embedder.TOKENIZER):
        shutil.copyfile(kept / name, folder / name)
    return folder


def drawn(seed: int, themes: int = 3) -> Tuned:
    """Small changes by chance."""
    draw = np.random.default_rng(seed)
    shapes = [(inner, outer) for _ in LAYERS for _, inner, outer in MATRICES]
    down = tuple(draw.normal(0, 0.03, (RANK, inner)) for inner, _ in shapes)
    up = tuple(draw.normal(0, 0.03, (outer, RANK)) for _, outer in shapes)
    return from_flat(flat(Tuned(down, up, draw.normal(0, 1, (themes, 384)), draw.normal(0, 1, themes))))


def by_torch_states(tuned: Tuned, texts: list[str]) -> np.ndarray:
    """Mean states of the changed network, one row a text."""
    torch = pytest.importorskip("torch")
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(embedder.weights_folder()), device="cpu")
    with torch.no_grad():
        for name, up, down in zip(places(), tuned.up, tuned.down, strict=True):
            model[0].auto_model.get_parameter(name).add_(torch.from_numpy(up @ down))
    told = model.encode(texts, output_value="token_embeddings")
    return np.stack([state.mean(axis=0).numpy() for state in told])


def test_numbers_are_stored_and_read_as_they_were() -> None:
    one = drawn(1, themes=5)
    again = from_flat(flat(one))
    assert all(np.array_equal(a, b) for a, b in zip(one.down + one.up, again.down + again.up, strict=True))
    assert again.weight.shape == (5, 384)
    assert np.array_equal(one.bias, again.bias)
    with pytest.raises(ValueError, match="reshape"):
        from_flat(flat(one)[:1000])


def test_the_exported_graph_says_what_the_changed_network_says_in_place_of_an_older_one(cache: Path) -> None:
    for name in ("themes-older", "events-older"):
        (cache / f"{embedder.CHANGED}{name}.onnx").write_bytes(b"")
    tuned = drawn(2)
    states = by_torch_states(tuned, TEXTS)
    ours, known = tuned_scores(tuned, TEXTS), states @ tuned.weight.T + tuned.bias
    assert np.abs(ours - known).max() < 0.03 * np.abs(known).max() + 0.03
    plain = embedder.embed(TEXTS) * np.linalg.norm(states, axis=1, keepdims=True)
    assert np.abs(known - (plain @ tuned.weight.T + tuned.bias)).max() > 0.5  # the changes matter
    kinds = [path.name.split("-")[1] for path in cache.glob(f"{embedder.CHANGED}*")]
    assert sorted(kinds) == ["events", "themes"]
    assert (cache / f"{embedder.CHANGED}events-older.onnx").exists()


def test_a_cache_that_cannot_be_written_is_told_with_a_mend(cache: Path) -> None:
    (cache / f"{embedder.CHANGED}themes-blocked").mkdir()
    with pytest.raises(embedder.EmbedderMissing, match="SEXTANT_CACHE"):
        tuned_scores(drawn(5), TEXTS[:1])


def test_it_learns_what_it_never_saw_worded_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuned_fit, "ROUNDS", 12)
    monkeypatch.setattr(encoder_fit, "BATCH", 8)
    who = ["A lab", "The vendor", "One start-up", "My bank", "Her school", "That shop", "The city", "A court"]
    what = (
        ["lowers what tokens cost", "bills less for a call", "offers a cheaper tier"],
        ["sues over copied songs", "bans face search", "wants a law on bots"],
    )
    rows = [(f"{one} {told}", kind) for kind, told_all in enumerate(what) for told in told_all for one in who]
    marks = np.array([[kind == 0, kind == 1] for _, kind in rows], dtype=np.float32)
    part = np.array([place % 2 for place in range(len(rows))])
    _, held = tuned_fit.tuned_and_held(
        [text for text, _ in rows], marks, np.ones(len(rows), np.float32), part
    )
    assert ((held[:, 0] > held[:, 1]) == (marks[:, 0] > 0.5)).mean() > 0.9


def test_only_the_start_of_a_text_is_read_and_none_is_no_row() -> None:
    tuned = load_head().tuned
    start = "The regulator fines a chatbot's maker for reading private letters. " * 40
    both = tuned_scores(tuned, [start, start + "A recipe for apple pie. " * 50_000])
    assert np.allclose(both[0], both[1], atol=0.05)
    assert tuned_scores(tuned, []).shape == (0, 14)
    assert tuned_scores(tuned, ["", "\ud800 \x00"]).shape == (2, 14)


def test_a_head_asks_for_the_word_of_the_tuned_encoder() -> None:
    head = load_head()
    items = [Item("1", "Tokens get cheaper")]
    vectors = embedder.embed(["Tokens get cheaper"])
    with pytest.raises(ValueError, match="tuned"):
        scores(head, features_of(items, vectors, new_shape()))
    assert scores(head, features_of(items, vectors, head.shape, head.tuned)).shape == (1, 14)
