"""The vector of a search: made where the embedding stands ready, never exported for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from models import embedder
from models.search import query_vector

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def ready():
    embedder.export()


def test_nothing_to_embed_gives_none(ready):
    assert query_vector("") is None
    assert query_vector("  ") is None


def test_a_vector_of_one_and_the_same_again(ready):
    vector = query_vector("price of cached input")
    assert vector.shape == (384,)
    assert np.isclose(np.linalg.norm(vector), 1, atol=1e-5)
    assert query_vector(" price of cached input ") is vector


def test_a_megabyte_is_cut(ready):
    assert query_vector("price " * 200_000).shape == (384,)


def test_without_an_export_there_is_none_and_none_is_made(tmp_path, monkeypatch):
    monkeypatch.setenv("SEXTANT_CACHE", str(tmp_path))
    assert query_vector("price") is None
    assert list(tmp_path.iterdir()) == []


def test_neither_searching_nor_embedding_loads_torch(ready):
    code = "import sys, db.search, models.search; models.search.query_vector('price'); print('torch' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "False"
