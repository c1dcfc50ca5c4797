"""Logistic regression of all themes at once, over blocks of features that each have a gain of their own."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.embedder_batches import Floats
from models.head import Linear

STEPS = 60  # more move no weight that matters
SILENT = -6.0  # the score of a theme that nothing was labelled with


def learn(dense: Floats, words: Floats, marks: Floats, weight: Floats, strength: float) -> Linear:
    """Weights, one row a theme over the columns of both blocks. `strength` is the inverse of the penalty."""
    from scipy.optimize import minimize  # late: reading tags needs none of it
    from scipy.sparse import csr_matrix

    problem = _Problem(dense, csr_matrix(words), marks, strength * weight[:, None])
    start = np.zeros((dense.shape[1] + words.shape[1] + 1) * marks.shape[1])
    options = {"maxiter": STEPS, "maxcor": 6}
    found = minimize(problem.loss, start, jac=True, method="L-BFGS-B", options=options).x
    rows = found.reshape(-1, marks.shape[1]).T.astype(np.float32)
    judged = (marks > 0.5).any(axis=0) & (marks < 0.5).any(axis=0)
    rows[~judged] = 0
    rows[~judged, -1] = SILENT
    return Linear(rows[:, : dense.shape[1]], rows[:, dense.shape[1] : -1], rows[:, -1])


class _Problem:
    """Penalised loss and its slope, for a solver that knows one long vector."""

    def __init__(self, dense: Floats, words: Any, marks: Floats, share: Floats) -> None:
        self._dense, self._words, self._words_across = dense, words, words.T.tocsr()
        self._signs, self._share = (2 * marks - 1).astype(np.float32), share

    def loss(self, found: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        """Loss at these weights, and its slope."""
        weights = found.reshape(-1, self._signs.shape[1]).astype(np.float32)
        cut = self._dense.shape[1]
        inner, bias = weights[:-1], weights[-1]
        margin = self._signs * (self._dense @ inner[:cut] + self._words @ inner[cut:] + bias)
        lost = (self._share * np.logaddexp(0, -margin)).sum(dtype=np.float64)
        pull = -self._signs * self._share / (1 + np.exp(np.clip(margin, -50, 50)))
        slope = np.vstack([self._dense.T @ pull, self._words_across @ pull, pull.sum(axis=0)])
        slope[:-1] += inner
        penalty = 0.5 * (inner**2).sum(dtype=np.float64)
        return float(lost + penalty), slope.astype(np.float64).ravel()
