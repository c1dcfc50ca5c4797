"""The teacher: a larger encoder (all-mpnet-base-v2) that learns the labels, so that the tuned encoder learns from it.

It is needed where a head is fitted, never where one is used; its weights are no part of Sextant.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch

from models.embedder import EmbedderMissing
from models.embedder_batches import Floats, load_tokenizer
from models.encoder_fit import Encoder, frozen_states, told_by, trained
from models.items import Item, embedding_text
from models.taught import Taught, parts_of

FIRST, RANK = 6, 16  # of twelve layers the upper half is changed
ROUNDS, RATE, RATE_LAST = 3, 7e-4, 2e-3
MATRICES = (
    "attention.attn.q",
    "attention.attn.k",
    "attention.attn.v",
    "attention.attn.o",
    "intermediate.dense",
    "output.dense",
)
FILES = ("config.json", "model.safetensors", "tokenizer.json")
FAR = -1e4  # added to the attention of what is not to be seen


def teach(
    folder: Path, items: Sequence[Item], marks: Floats, weight: Floats, tell: Callable[[str], None] = lambda words: None
) -> Taught:
    """What the teacher says of labelled items, and of their parts, after learning these labels.

    `folder` holds config.json, model.safetensors and tokenizer.json. Raises EmbedderMissing.
    """
    parts, of = parts_of(items)
    texts = [embedding_text(part) for part in parts]
    with torch.random.fork_rng():
        encoder = _encoder(folder)
        tell(f"reading {len(items)} texts and {len(texts)} parts with the teacher")
        states = frozen_states(encoder, [*(embedding_text(item) for item in items), *texts])
        tell(f"the teacher learns {len(items)} texts")
        top = trained(encoder, states, marks, weight, np.arange(len(items)))
        told = told_by(top, states, np.arange(len(states)))
    chances = (1 / (1 + np.exp(-told))).astype(np.float32)
    return Taught(chances[: len(items)], tuple(texts), of, chances[len(items) :])


def _encoder(folder: Path) -> Encoder:
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    from transformers import AutoModel

    if missing := [name for name in FILES if not (folder / name).is_file()]:
        raise EmbedderMissing(
            f"No teacher can be read from {folder}: {', '.join(missing)} of all-mpnet-base-v2 must stand there. "
            "Without --teacher the labels alone are learned."
        )
    network: Any = AutoModel.from_pretrained(str(folder), use_safetensors=True).eval()
    if network.config.model_type != "mpnet":
        raise EmbedderMissing(
            f"The teacher in {folder} is of the type {network.config.model_type}; name a folder of all-mpnet-base-v2."
        )

    def passed(layers: Sequence[Any], states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            bias = network.encoder.compute_position_bias(states)
        unseen = (1.0 - mask[:, None, None, :].float()) * FAR
        for layer in layers:
            states = layer(states, unseen, bias)[0]
        return states

    return Encoder(
        network,
        load_tokenizer(str(folder / "tokenizer.json")),
        passed,
        first=FIRST,
        matrices=MATRICES,
        rank=RANK,
        blank=network.config.pad_token_id,
        rounds=ROUNDS,
        rate=RATE,
        rate_last=RATE_LAST,
    )
