"""Training of an encoder's upper layers: each matrix changed by a product of low rank, and a line to the themes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import nn
from torch.nn.functional import binary_cross_entropy_with_logits, linear

from models.embedder_batches import Floats, windows
from models.network_fit import DOUBT

BATCH, DECAY = 32, 0.05
BLANK_TOKENS, BLANK_VECTOR = 0.1, 0.2  # left out at random in each step
TOKENS = 128  # of a text that are learned from: vendors say what matters first
CHUNK = 16  # batches among which texts of like length are put together
FEW = 48  # texts at once where nothing is learned
Places = NDArray[np.intp]
States = list[torch.Tensor]


@dataclass(frozen=True, slots=True)
class Encoder:
    """A network in torch of which the layers from `first` on are changed, in `matrices` of each by `rank`.

    `passed` takes (layers, states, mask) to the states after those layers.
    `rate` is how fast the changes are learned, `rate_last` the line to the themes, over so many `rounds`.
    """

    network: Any
    tokenizer: Tokenizer
    passed: Callable[[Sequence[Any], torch.Tensor, torch.Tensor], torch.Tensor]
    first: int
    matrices: tuple[str, ...]
    rank: int
    blank: int  # id of the token that fills up
    rounds: int
    rate: float
    rate_last: float


class Change(nn.Module):
    """A matrix that stays as it is, and what is added to it."""

    def __init__(self, fixed: Any, rank: int) -> None:
        super().__init__()
        self.fixed = fixed
        self.down = nn.Parameter(torch.randn(rank, fixed.in_features) / fixed.in_features**0.5)
        self.up = nn.Parameter(torch.zeros(fixed.out_features, rank))

    def forward(self, states: Any) -> Any:
        return linear(states, self.fixed.weight + self.up @ self.down, self.fixed.bias)


class Top(nn.Module):
    """The changed layers, the mean over the tokens, and the line to the themes."""

    def __init__(self, encoder: Encoder, themes: int) -> None:
        super().__init__()
        self.passed = encoder.passed
        self.layers: Any = nn.ModuleList(encoder.network.encoder.layer[encoder.first :])
        self.layers.requires_grad_(False)
        for layer in self.layers:
            for name in encoder.matrices:
                owner, _, last = name.rpartition(".")
                place = layer.get_submodule(owner)
                setattr(place, last, Change(getattr(place, last), encoder.rank))
        self.last = nn.Linear(encoder.network.config.hidden_size, themes)
        nn.init.normal_(self.last.weight, std=0.02)
        nn.init.constant_(self.last.bias, -2.0)
        self.blank = nn.Dropout(BLANK_VECTOR)

    def forward(self, states: Any, mask: Any) -> Any:
        states = self.passed(self.layers, states, mask)
        kept = mask.unsqueeze(-1).to(states.dtype)
        pooled = (states * kept).sum(1) / kept.sum(1).clamp(min=1)
        return self.last(self.blank(pooled)).float()


def frozen_states(encoder: Encoder, texts: Sequence[str]) -> States:
    """What the layers below the changed ones make of the tokens of each text."""
    network = encoder.network
    ids = [window.ids[:TOKENS] for window in windows(encoder.tokenizer, texts, most=1)]
    states: States = [torch.zeros(0)] * len(ids)
    with torch.no_grad(), half():
        for places in batches(np.argsort([len(one) for one in ids]), FEW):
            whole, mask = padded([torch.tensor(ids[place]) for place in places], encoder.blank)
            told = network.embeddings(input_ids=whole)
            told = encoder.passed(network.encoder.layer[: encoder.first], told, mask)
            for row, place in enumerate(places):
                states[place] = told[row, : len(ids[place])].bfloat16().clone()
    return states


def trained(encoder: Encoder, states: States, marks: Floats, weight: Floats, chosen: Places) -> Any:
    """The top after learning these marks, 0 to 1 a theme, from the chosen texts."""
    torch.manual_seed(0)
    order = np.random.default_rng(0)
    top: Any = Top(encoder, marks.shape[1])
    wanted, weighs = torch.from_numpy(marks * (1 - 2 * DOUBT) + DOUBT), torch.from_numpy(weight)[:, None]
    learned = [number for number in top.layers.parameters() if number.requires_grad]
    rates = [encoder.rate, encoder.rate_last]
    groups = [{"params": part, "lr": rate} for part, rate in zip((learned, top.last.parameters()), rates, strict=True)]
    mover = torch.optim.AdamW(groups, weight_decay=DECAY)
    steps = encoder.rounds * -(-len(chosen) // BATCH) + 1
    pace = torch.optim.lr_scheduler.OneCycleLR(mover, rates, total_steps=steps, pct_start=0.1)
    top.train()
    for _ in range(encoder.rounds):
        for places in _alike(states, order.permutation(chosen), order):
            whole, mask = padded([states[place] for place in places])
            left_out = torch.rand(mask.shape) < BLANK_TOKENS
            left_out[:, 0] = False
            with half():
                told = top(whole, mask & ~left_out)
            lost: Any = binary_cross_entropy_with_logits(told, wanted[places], reduction="none")
            mover.zero_grad()
            (lost * weighs[places]).mean().backward()
            nn.utils.clip_grad_norm_([*learned, *top.last.parameters()], 1.0)
            mover.step()
            pace.step()
    return top.eval()


def told_by(top: Any, states: States, out: Places) -> Floats:
    """What a top says of the texts `out`, one row a text."""
    found = np.zeros((len(out), top.last.out_features), dtype=np.float32)
    with torch.no_grad(), half():
        for rows in batches(np.argsort([len(states[place]) for place in out]), FEW):
            found[rows] = top(*padded([states[out[row]] for row in rows])).numpy()
    return found


def half() -> Any:
    """bf16 where the processor counts in it natively."""
    return torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.cpu._is_avx512_bf16_supported())


def padded(rows: Sequence[torch.Tensor], blank: int = 0) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of unlike length as one block, and where it holds them."""
    whole = nn.utils.rnn.pad_sequence(list(rows), batch_first=True, padding_value=blank)
    lengths = torch.tensor([len(row) for row in rows])
    return whole, torch.arange(whole.shape[1])[None, :] < lengths[:, None]


def _alike(states: States, mixed: Places, order: np.random.Generator) -> list[Places]:
    """Batches of texts of like length from an order by chance, themselves by chance again."""
    found: list[Places] = []
    for chunk in batches(mixed, BATCH * CHUNK):
        found += batches(chunk[np.argsort([len(states[place]) for place in chunk])], BATCH)
    return [found[place] for place in order.permutation(len(found))]


def batches(places: Places, size: int) -> list[Places]:
    """The places in order, so many at a time."""
    return [places[start : start + size] for start in range(0, len(places), size)]
