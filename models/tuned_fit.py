"""Training of the tuned encoder; with the theme network the only part of a head that needs torch."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, linear

from models.embedder import TOKENIZER, export, torch_network, weights_folder
from models.embedder_batches import DIMENSION, Floats, load_tokenizer, windows
from models.head_tuned import LAYERS, MATRICES, RANK, Tuned, flat, from_flat
from models.network_fit import DOUBT

ROUNDS, BATCH = 4, 32
RATE, RATE_LAST, DECAY = 1e-3, 2e-3, 0.05
BLANK_TOKENS, BLANK_VECTOR = 0.1, 0.2  # left out at random in each step
TOKENS = 128  # of a text that are learned from: vendors say what matters first
CHUNK = 16  # batches among which texts of like length are put together
FEW = 48  # texts at once where nothing is learned
States = list[torch.Tensor]


def tuned_and_held(
    texts: Sequence[str],
    marks: Floats,
    weight: Floats,
    part: NDArray[np.intp],
    tell: Callable[[str], None] = lambda words: None,
) -> tuple[Tuned, Floats]:
    """The tuned encoder for these texts, and what encoders that never saw a text's part say of it."""
    with torch.random.fork_rng():
        states = frozen_states(texts)
        held = np.zeros_like(marks)
        for number in np.unique(part):
            out = np.flatnonzero(part == number)
            tell(f"tuning without part {number}, {len(texts) - len(out)} texts")
            held[out] = _told(_trained(states, marks, weight, np.flatnonzero(part != number)), states, out)
        tell(f"tuning on all {len(texts)} texts")
        return _numbers(_trained(states, marks, weight, np.arange(len(texts)))), held


class _Changed(nn.Module):
    """A matrix that stays as it is, and what is added to it."""

    def __init__(self, fixed: Any) -> None:
        super().__init__()
        self.fixed = fixed
        self.down = nn.Parameter(torch.randn(RANK, fixed.in_features) / fixed.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(fixed.out_features, RANK))

    def forward(self, states: Any) -> Any:
        return linear(states, self.fixed.weight + self.up @ self.down, self.fixed.bias)


class _Top(nn.Module):
    """The changed layers, the mean over the tokens, and the line to the themes."""

    def __init__(self, themes: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(_encoder().encoder.layer[layer] for layer in LAYERS)
        self.layers.requires_grad_(False)
        for layer in self.layers:
            for name, _, _ in MATRICES:
                owner, _, last = name.rpartition(".")
                place = layer.get_submodule(owner)
                setattr(place, last, _Changed(getattr(place, last)))
        self.last = nn.Linear(DIMENSION, themes)
        nn.init.normal_(self.last.weight, std=0.02)
        nn.init.constant_(self.last.bias, -2.0)
        self.blank = nn.Dropout(BLANK_VECTOR)

    def forward(self, states: Any, mask: Any) -> Any:
        for layer in self.layers:
            states = _passed(layer, states, mask)
        kept = mask.unsqueeze(-1).to(states.dtype)
        pooled = (states * kept).sum(1) / kept.sum(1).clamp(min=1)
        return self.last(self.blank(pooled)).float()


def frozen_states(texts: Sequence[str]) -> States:
    """What the layers below the changed ones make of the tokens of each text."""
    encoder, tokenizer = _encoder(), load_tokenizer(str(export() / TOKENIZER))
    ids = [window.ids[:TOKENS] for window in windows(tokenizer, texts, most=1)]
    states: States = [torch.zeros(0)] * len(ids)
    with torch.no_grad(), _half():
        for places in _batches(np.argsort([len(one) for one in ids]), FEW):
            whole, mask = _padded([torch.tensor(ids[place]) for place in places])
            told = encoder.embeddings(input_ids=whole)
            for layer in encoder.encoder.layer[: LAYERS[0]]:
                told = _passed(layer, told, mask)
            for row, place in enumerate(places):
                states[place] = told[row, : len(ids[place])].bfloat16().clone()
    return states


def _trained(states: States, marks: Floats, weight: Floats, chosen: NDArray[np.intp]) -> Any:
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    top: Any = _Top(marks.shape[1])
    wanted, weighs = torch.from_numpy(marks * (1 - 2 * DOUBT) + DOUBT), torch.from_numpy(weight)[:, None]
    learned = [number for number in top.layers.parameters() if number.requires_grad]
    groups = [{"params": learned, "lr": RATE}, {"params": top.last.parameters(), "lr": RATE_LAST}]
    mover = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = ROUNDS * -(-len(chosen) // BATCH) + 1
    pace = torch.optim.lr_scheduler.OneCycleLR(mover, [RATE, RATE_LAST], total_steps=steps, pct_start=0.1)
    top.train()
    for _ in range(ROUNDS):
        for places in _alike(states, order.permutation(chosen), order):
            whole, mask = _padded([states[place] for place in places])
            blank = torch.rand(mask.shape) < BLANK_TOKENS
            blank[:, 0] = False
            with _half():
                told = top(whole, mask & ~blank)
            lost: Any = binary_cross_entropy_with_logits(told, wanted[places], reduction="none")
            mover.zero_grad()
            (lost * weighs[places]).mean().backward()
            nn.utils.clip_grad_norm_([*learned, *top.last.parameters()], 1.0)
            mover.step()
            pace.step()
    return top.eval()


def _told(top: Any, states: States, out: NDArray[np.intp]) -> Floats:
    found = np.zeros((len(out), top.last.out_features), dtype=np.float32)
    with torch.no_grad(), _half():
        for rows in _batches(np.argsort([len(states[place]) for place in out]), FEW):
            found[rows] = top(*_padded([states[out[row]] for row in rows])).numpy()
    return found


def _numbers(top: Any) -> Tuned:
    """Its numbers as exact as they will be stored."""
    changed = [layer.get_submodule(name) for layer in top.layers for name, _, _ in MATRICES]
    down = tuple(one.down.detach().numpy() for one in changed)
    up = tuple(one.up.detach().numpy() for one in changed)
    last = top.last
    return from_flat(flat(Tuned(down, up, last.weight.detach().numpy(), last.bias.detach().numpy())))


def _encoder() -> Any:
    return torch_network(weights_folder(), "sdpa")


def _passed(layer: Any, states: Any, mask: Any) -> Any:
    told = layer(states, mask[:, None, None, :].expand(-1, -1, mask.shape[1], -1))
    return told[0] if isinstance(told, tuple) else told


def _half() -> Any:
    """bf16 where the processor counts in it natively."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


def _padded(rows: Sequence[torch.Tensor]) -> tuple[torch.Tensor, torch.Tensor]:
    whole = nn.utils.rnn.pad_sequence(list(rows), batch_first=True)
    lengths = torch.tensor([len(row) for row in rows])
    return whole, torch.arange(whole.shape[1])[None, :] < lengths[:, None]


def _alike(states: States, mixed: NDArray[np.intp], order: np.random.Generator) -> list[NDArray[np.intp]]:
    """Batches of texts of like length from an order by chance, themselves by chance again."""
    found: list[NDArray[np.intp]] = []
    for chunk in _batches(mixed, BATCH * CHUNK):
        found += _batches(chunk[np.argsort([len(states[place]) for place in chunk])], BATCH)
    return [found[place] for place in order.permutation(len(found))]


def _batches(places: NDArray[np.intp], size: int) -> list[NDArray[np.intp]]:
    return [places[start : start + size] for start in range(0, len(places), size)]
