"""The theme network: several small networks that see rules, layout, words and vector together, their scores averaged."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.embedder_batches import Floats
from models.head_features import Features, Shape

# How loud the vector and the words speak beside rules and layout; twice or half as loud changes little.
GAIN_SENSE, GAIN_WORDS = 10.0, 5.0


@dataclass(frozen=True, slots=True)
class Network:
    """One hidden layer a member; the first axis of `first`, `first_bias`, `last` and `last_bias` is the member.

    `words` turns hashed words, weighed by rarity, into the few numbers that tell most of them apart.
    """

    words: Floats
    first: Floats
    first_bias: Floats
    last: Floats
    last_bias: Floats


def inputs(dense: Floats, words: Floats, sense: Floats, shape: Shape, axes: Floats) -> Floats:
    """What each member sees, one row a text; `words` are weighed by rarity."""
    rules = shape.matched(dense)
    layout = dense[:, rules.shape[1] :]
    told = [GAIN_SENSE * sense, rules, layout, GAIN_WORDS * (words @ axes.T)]
    return np.hstack(told).astype(np.float32)


def answers(network: Network, features: Features, words: Floats, shape: Shape) -> Floats:
    """Mean score of the members before calibration, one row a text, one column a theme.

    Raises ValueError where the texts have no vectors.
    """
    if features.sense is None:
        raise ValueError("the theme network needs vectors")
    return scored(network, inputs(features.dense, words, features.sense, shape, network.words))


def scored(network: Network, seen: Floats) -> Floats:
    """The same for texts given as `inputs` made them."""
    told = np.zeros((len(seen), network.last.shape[1]), dtype=np.float32)
    for number in range(len(network.first)):
        hidden = gelu(seen @ network.first[number].T + network.first_bias[number])
        told += hidden @ network.last[number].T + network.last_bias[number]
    return np.asarray(told / len(network.first), dtype=np.float32)


def gelu(values: Floats) -> Floats:
    """The bend between the layers, in the form that the training uses too."""
    inner = np.float32(np.sqrt(2 / np.pi)) * (values + 0.044715 * values**3)
    return np.asarray(0.5 * values * (1 + np.tanh(inner)), dtype=np.float32)
