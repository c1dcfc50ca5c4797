"""The exported graph at work: OpenVINO, in bf16 where the processor has it, else in full precision."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np

from models.embedder_batches import Floats, Forward, Integers

MOST_LANES = 8  # each holds the values of a whole batch


def precision(core: Any) -> str:
    """bf16 where the processor counts in it natively: emulated it is slower than f32."""
    able = core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return "bf16" if "BF16" in able else "f32"


def lanes() -> int:
    """How many batches are best at work at once: two a processor, so that none waits for the next batch."""
    return min(MOST_LANES, 2 * (os.cpu_count() or 1))


def forward_of(graph: Path) -> Forward:
    """A function from padded token ids and their mask to pooled vectors; several threads may call it."""
    import openvino  # late: a page that never embeds should not pay for it

    core = openvino.Core()
    hints = {"INFERENCE_PRECISION_HINT": precision(core), "NUM_STREAMS": lanes()}
    compiled = core.compile_model(str(graph), "CPU", hints)

    def forward(ids: Integers, mask: Integers) -> Floats:
        # A request of its own per call: requests are cheap here, and two threads may not share one.
        answer = compiled.create_infer_request().infer({"input_ids": ids, "attention_mask": mask})
        pooled: Floats = answer[0].copy()
        return pooled

    # What OpenVINO's binding prepares at its first call deadlocks with the interpreter's lock when two threads
    # come first together, so one comes first alone.
    forward(np.ones((1, 2), dtype=np.int64), np.ones((1, 2), dtype=np.int64))
    return forward
