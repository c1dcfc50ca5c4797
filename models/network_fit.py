"""Training of the theme network; the only part of the head that needs torch, and only where a head is fitted."""

from __future__ import annotations

from typing import Any

import numpy as np

from models.embedder_batches import Floats
from models.network import Network

WIDTH = 512
MEMBERS = 3
AXES = 200  # numbers that stand for the words of a text
# Compared on sources that are never fitted on (models/labels/README.md); within wide bounds none matters much.
ROUNDS, BATCH, RATE, DECAY = 45, 128, 2e-3, 1e-2
BLANK_INPUTS, BLANK_HIDDEN = 0.3, 0.6  # left out at random in each step, so that nothing is leant on alone
DOUBT = 0.02  # labels are believed to all but this


def word_axes(words: Floats) -> Floats:
    """The directions in which weighed words differ most, unit rows (AXES, buckets)."""
    from sklearn.decomposition import TruncatedSVD

    count = min(AXES, len(words) - 1)
    return np.asarray(TruncatedSVD(count, random_state=0).fit(words).components_, dtype=np.float32)


def network_of(axes: Floats, seen: Floats, marks: Floats, weight: Floats, members: int = MEMBERS) -> Network:
    """Members trained on the same rows from different beginnings."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)  # layers this small lose more by waiting for each other than they gain
    try:
        trained = [train(seen, marks, weight, seed) for seed in range(members)]
    finally:
        torch.set_num_threads(threads)
    return Network(axes, *map(np.stack, zip(*trained, strict=True)))


def train(seen: Floats, marks: Floats, weight: Floats, seed: int) -> tuple[Floats, ...]:
    """The layers of one member in the order of Network, from rows `seen`, marks 0 or 1 a theme, a weight a row."""
    import torch
    from torch import nn

    with torch.random.fork_rng():
        torch.manual_seed(seed)
        net = nn.Sequential(
            nn.Dropout(BLANK_INPUTS),
            nn.Linear(seen.shape[1], WIDTH),
            nn.GELU(approximate="tanh"),
            nn.Dropout(BLANK_HIDDEN),
            nn.Linear(WIDTH, marks.shape[1]),
        )
        wanted = torch.from_numpy(marks * (1 - 2 * DOUBT) + DOUBT)
        _descend(net, torch.from_numpy(seen), wanted, torch.from_numpy(weight)[:, None])
    return tuple(layer.detach().numpy() for layer in net.parameters())


def _descend(net: Any, seen: Any, wanted: Any, weight: Any) -> None:
    import torch
    from torch.nn.functional import binary_cross_entropy_with_logits as cost

    batch = min(BATCH, len(seen))
    steps = ROUNDS * (len(seen) // batch)
    mover = torch.optim.AdamW(net.parameters(), lr=RATE, weight_decay=DECAY, fused=True)
    pace = torch.optim.lr_scheduler.OneCycleLR(mover, RATE, total_steps=steps + 1)
    net.train()
    for _ in range(ROUNDS):
        order = torch.randperm(len(seen))
        for start in range(0, len(seen) - batch + 1, batch):
            part = order[start : start + batch]
            lost = (cost(net(seen[part]), wanted[part], reduction="none") * weight[part]).mean()
            mover.zero_grad()
            lost.backward()
            mover.step()
            pace.step()
