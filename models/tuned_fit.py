"""Training of tuned encoders, from labels and from what a larger encoder that knows them says of more texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from models.embedder import TOKENIZER, export, torch_network, weights_folder
from models.embedder_batches import Floats, load_tokenizer
from models.encoder_fit import Encoder, frozen_states, told_by, trained
from models.head_tuned import LAYERS, MATRICES, RANK, Tuned, flat, from_flat
from models.taught import Taught, mixed

ROUNDS, RATE, RATE_LAST = 4, 1e-3, 2e-3


def tuned_and_held(
    texts: Sequence[str],
    marks: Floats,
    weight: Floats,
    part: NDArray[np.intp],
    tell: Callable[[str], None] = lambda words: None,
    taught: Taught | None = None,
) -> tuple[Tuned, Floats]:
    """The tuned encoder for these texts, and what encoders that never saw a text's part say of it.

    What was taught of a text's parts is left out together with it.
    """
    with torch.random.fork_rng():
        wanted, loud, parts = marks, weight, part
        more: tuple[str, ...] = ()
        if taught is not None:
            more, (wanted, loud) = taught.texts, mixed(taught, marks, weight)
            parts = np.concatenate([part, part[taught.of]])
        states = frozen_states(_encoder(), [*texts, *more])
        held = np.zeros_like(marks)
        for number in np.unique(part):
            out, kept = np.flatnonzero(part == number), np.flatnonzero(parts != number)
            tell(f"tuning without part {number}, {len(kept)} texts")
            held[out] = told_by(trained(_encoder(), states, wanted, loud, kept), states, out)
        tell(f"tuning on all {len(states)} texts")
        return _numbers(trained(_encoder(), states, wanted, loud, np.arange(len(states)))), held


def tuned(texts: Sequence[str], marks: Floats, weight: Floats) -> Tuned:
    """An encoder tuned on all of these texts; `marks` = one column a theme or type."""
    with torch.random.fork_rng():
        states = frozen_states(_encoder(), texts)
        return _numbers(trained(_encoder(), states, marks, weight, np.arange(len(states))))


def _encoder() -> Encoder:
    """The embedding's network, anew: training changes it."""
    return Encoder(
        torch_network(weights_folder(), "sdpa"),
        load_tokenizer(str(export() / TOKENIZER)),
        _passed,
        first=LAYERS[0],
        matrices=tuple(name for name, _, _ in MATRICES),
        rank=RANK,
        blank=0,
        rounds=ROUNDS,
        rate=RATE,
        rate_last=RATE_LAST,
    )


def _passed(layers: Sequence[Any], states: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    for layer in layers:
        told = layer(states, mask[:, None, None, :].expand(-1, -1, mask.shape[1], -1))
        states = told[0] if isinstance(told, tuple) else told
    return states


def _numbers(top: Any) -> Tuned:
    """Its numbers as exact as they will be stored."""
    changed = [layer.get_submodule(name) for layer in top.layers for name, _, _ in MATRICES]
    down = tuple(one.down.detach().numpy() for one in changed)
    up = tuple(one.up.detach().numpy() for one in changed)
    last = top.last
    return from_flat(flat(Tuned(down, up, last.weight.detach().numpy(), last.bias.detach().numpy())))
