"""Texts to token batches: windows for long texts, batches of like length, window vectors back to texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Forward = Callable[[Integers, Integers], Floats]

DIMENSION = 384
WINDOW = 256  # what the embedding was trained to read at once, its two marks included
MOST_WINDOWS = 32  # a megabyte of text must not hold up a pass; its first 8,000 tokens stand for it
MOST_CHARACTERS = 100_000
BATCH_TOKENS = 768  # padded tokens a batch, several at work: measured beside 256 to 2,048 by bench_embed.py
TEXTS_AT_ONCE = 4096  # tokenised together, so that memory does not grow with the archive


@dataclass(frozen=True, slots=True)
class Window:
    """One stretch of one text, as token ids."""

    text: int
    ids: list[int]


def load_tokenizer(path: str) -> Tokenizer:
    """The tokenizer of the file, with neither padding nor cutting: both are done here."""
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def windows(tokenizer: Tokenizer, texts: Sequence[str], most: int = MOST_WINDOWS) -> list[Window]:
    """Every text cut into at most so many stretches of WINDOW tokens, each with its opening and closing mark."""
    cut = [text[:MOST_CHARACTERS].encode("utf-8", "replace").decode("utf-8") for text in texts]
    found: list[Window] = []
    for number, encoding in enumerate(tokenizer.encode_batch(cut)):
        first, *inner, last = encoding.ids
        step = WINDOW - 2
        for start in range(0, max(len(inner), 1), step)[:most]:
            found.append(Window(number, [first, *inner[start : start + step], last]))
    return found


def batches(found: Sequence[Window]) -> Iterator[list[int]]:
    """Positions of windows in batches of like length: little padding, bounded memory.

    The longest come first, so that at the end no thread waits for a long batch of another.
    """
    batch: list[int] = []
    for place in sorted(range(len(found)), key=lambda place: -len(found[place].ids)):
        if batch and (len(batch) + 1) * len(found[batch[0]].ids) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(place)
    if batch:
        yield batch


def embed_texts(tokenizer: Tokenizer, forward: Forward, texts: Sequence[str], lanes: int = 1) -> Floats:
    """Unit vectors of the texts, one a row; a text of several windows gets their mean, weighed by length.

    `lanes` batches are at work at once, each in a thread of its own.
    """
    rows = np.zeros((len(texts), DIMENSION), dtype=np.float32)
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        found = windows(tokenizer, texts[start : start + TEXTS_AT_ONCE])
        cut = [[found[place] for place in batch] for batch in batches(found)]
        for batch, pooled in zip(cut, _pooled(forward, cut, lanes), strict=True):
            weights = np.array([[len(window.ids)] for window in batch], dtype=np.float32)
            np.add.at(rows, [start + window.text for window in batch], unit(pooled) * weights)
    return unit(rows)


def read_texts(tokenizer: Tokenizer, forward: Forward, texts: Sequence[str], lanes: int = 1) -> Floats:
    """What `forward` makes of the first window of each text, one row a text, as it comes."""
    rows: list[Floats] = [np.zeros(0, dtype=np.float32)] * len(texts)
    for start in range(0, len(texts), TEXTS_AT_ONCE):
        found = windows(tokenizer, texts[start : start + TEXTS_AT_ONCE], most=1)
        cut = [[found[place] for place in batch] for batch in batches(found)]
        for batch, told in zip(cut, _pooled(forward, cut, lanes), strict=True):
            for window, row in zip(batch, told, strict=True):
                rows[start + window.text] = row
    return np.stack(rows)


def _pooled(forward: Forward, cut: list[list[Window]], lanes: int) -> Iterator[Floats]:
    """What `forward` makes of each batch, in the order of the batches."""

    def one(batch: list[Window]) -> Floats:
        return forward(*_padded([window.ids for window in batch]))

    if len(cut) == 1 or lanes == 1:
        yield from map(one, cut)
        return
    with ThreadPoolExecutor(min(lanes, len(cut))) as pool:
        yield from pool.map(one, cut)


def unit(rows: Floats) -> Floats:
    """The rows at length one; a row of zeros stays as it is."""
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Floats = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return scaled


def _padded(lists: list[list[int]]) -> tuple[Integers, Integers]:
    longest = max(len(ids) for ids in lists)
    ids = np.zeros((len(lists), longest), dtype=np.int64)
    mask = np.zeros((len(lists), longest), dtype=np.int64)
    for row, tokens in enumerate(lists):
        ids[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return ids, mask
