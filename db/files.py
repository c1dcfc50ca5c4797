"""Where the working file, the snapshots, the documents and the desk live."""

from __future__ import annotations

import gzip
import os
from dataclasses import dataclass
from pathlib import Path


def data_folder() -> Path:
    """DATA: `$SEXTANT_DATA`, by default `./data`."""
    return Path(os.environ.get("SEXTANT_DATA") or "data").expanduser().resolve()


@dataclass(frozen=True, slots=True)
class Files:
    """The paths below one DATA folder."""

    data: Path

    @property
    def main(self) -> Path:
        return self.data / "main.duckdb"

    @property
    def lock(self) -> Path:
        return self.data / "main.lock"

    @property
    def desk(self) -> Path:
        return self.data / "desk.sqlite"

    @property
    def status(self) -> Path:
        return self.data / "status.json"

    @property
    def documents(self) -> Path:
        return self.data / "documents"

    @property
    def published(self) -> Path:
        return self.data / "published"

    @property
    def pointer(self) -> Path:
        return self.published / "current.json"

    @property
    def latest(self) -> Path:
        return self.published / "latest.duckdb"

    @property
    def head(self) -> Path:
        """Where the head of themes lies that learned from readers' corrections."""
        return self.data / "head"

    def document(self, document_id: str) -> Path:
        """The file of one document; the name is our own hash, never foreign text."""
        return self.documents / document_id[:2] / f"{document_id}.gz"

    def make_folders(self) -> None:
        self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.documents.mkdir(exist_ok=True)
        self.published.mkdir(exist_ok=True)


def write_whole(path: Path, body: bytes, sure: bool = True) -> None:
    """Writes a file so that a reader, or a crash, sees all of it or nothing; `sure` also survives a power cut."""
    aside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with aside.open("wb") as out:
        out.write(body)
        out.flush()
        if sure:
            os.fsync(out.fileno())
    aside.replace(path)


def keep_document(files: Files, document_id: str, body: bytes) -> None:
    """Stores raw bytes once, before anything parses them."""
    path = files.document(document_id)
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    write_whole(path, gzip.compress(body, compresslevel=6, mtime=0))


def read_document(files: Files, document_id: str) -> bytes:
    """The raw bytes of a stored document. Raises FileNotFoundError where it was never kept."""
    return gzip.decompress(files.document(document_id).read_bytes())
