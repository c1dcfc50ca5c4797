"""Keeps the head of themes up to what readers corrected: fitted again from the shipped one whenever their word changes."""

from __future__ import annotations

import hashlib
import logging
import shutil
from pathlib import Path

from db.store import Row, Store
from ingest.children import ChildStopped
from ingest.grouping import item_of
from ingest.infer import Understanding, names
from ingest.vocabulary import fingerprint

log = logging.getLogger(__name__)
LEARNING = (
    "fit*.py",
    "learner.py",
    "refit.py",
)  # what makes a head, beside what the tagger's name stands for


def bring_head(store: Store, understanding: Understanding) -> None:
    """Gives the child the head that holds all standing corrections; where it can't be fitted the shipped one goes on."""
    wanted = _wanted(store)
    _forget_others(store.files.head, wanted)
    understanding.head = None
    if wanted is None:
        return
    if not wanted.is_dir():
        store.files.head.mkdir(exist_ok=True)
        try:
            failed = understanding.refit(_corrected(store), wanted)
        except ChildStopped as error:
            failed = f"the themes that readers corrected are not learned from: the fitting {error}"
        if failed:
            log.warning("refit failed reason=%s", failed)
            return
        log.info("refitted head=%s", wanted.name)
    understanding.head = wanted


def head_at_hand(store: Store) -> Path | None:
    """The folder of the head that holds all standing corrections, where it was fitted; null = the shipped one."""
    wanted = _wanted(store)
    return wanted if wanted is not None and wanted.is_dir() else None


def _wanted(store: Store) -> Path | None:
    """Its folder is named by all that decides it: shipped head, way of fitting, corrections. Null without any."""
    corrected = _corrected(store)
    if not any(one["was"] is None or set(one["was"]) != set(one["themes"]) for one in corrected):
        return None
    digest = hashlib.sha256(f"{names()[1]} {fingerprint(*LEARNING)}".encode())
    for one in corrected:
        digest.update(repr([*one["item"].values(), one["themes"], one["was"]]).encode("utf-8", "replace"))
    return store.files.head / digest.hexdigest()[:16]


def _corrected(store: Store) -> list[Row]:
    return [
        {
            "item": item_of(row),
            "themes": _listed(row[7]),
            "was": None if row[8] is None else _listed(row[8]),
            "vector": row[9],
        }
        for row in store.rows("corrected_themes", [names()[0]])
    ]


def _listed(themes: str) -> tuple[str, ...]:
    return tuple(name for name in themes.split(",") if name)


def _forget_others(folder: Path, wanted: Path | None) -> None:
    """Removes heads of other corrections; the whole folder where nothing is corrected."""
    if wanted is None:
        shutil.rmtree(folder, ignore_errors=True)
        return
    for path in folder.glob("*"):
        if path != wanted:
            shutil.rmtree(path, ignore_errors=True)
