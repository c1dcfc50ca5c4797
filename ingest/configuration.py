"""Which sources files a command works on, and what they say together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from db.records import Source
from db.store import Store
from ingest.errors import ConfigurationError
from ingest.sources import SourcesFile, load, merge

HERE = Path(__file__).parent
STARTER = HERE / "starter" / "sources.toml"
BUNDLED = HERE / "sources.toml"


@dataclass(frozen=True, slots=True)
class Configuration:
    """The sources of one command, with the file each came from."""

    sources: list[Source]
    allow_private_hosts: list[str]
    origins: dict[str, str]


def files_for(given: list[Path], data: Path) -> list[Path]:
    """The files named, or the bundled archive, the bundled list and the operator's own DATA/sources.toml."""
    if given:
        return given
    own = data / "sources.toml"
    return [path for path in (STARTER, BUNDLED, own) if path.exists()]


def configure(paths: list[Path], only: list[str] | None = None) -> Configuration:
    """Reads and checks the files. Raises ConfigurationError with every mistake, `only` included."""
    files: list[SourcesFile] = []
    mistakes: list[str] = []
    for path in paths:
        try:
            files.append(load(path))
        except ConfigurationError as error:
            mistakes += error.mistakes
    if mistakes:
        raise ConfigurationError(mistakes)
    sources = merge(files)
    origins = {source.id: str(file.path.name) for file in files for source in file.sources}
    if only:
        unknown = [name for name in only if name not in origins]
        if unknown:
            raise ConfigurationError(
                [f"--only: no source is called {name!r}; `sources` lists them" for name in unknown]
            )
        sources = [source for source in sources if source.id in set(only)]
    hosts = sorted({host for file in files for host in file.allow_private_hosts})
    return Configuration(sources, hosts, origins)


def list_sources(store: Store, configuration: Configuration, whole: bool) -> bool:
    """Copies the sources into the store; with `whole`, those that left the default files are unlisted. True on change."""
    known = {row[0]: row for row in store.rows("sources_listed")}
    wanted = {source.id: _row(source, configuration.origins[source.id]) for source in configuration.sources}
    rows = {name: dict(zip(NAMES, row, strict=True)) for name, row in known.items()}
    after = dict(rows) | wanted
    if whole:
        files = set(configuration.origins.values())
        for name, row in rows.items():
            if name not in configuration.origins and row["origin"] in files:
                after[name] = row | {"listed": False}
    if after == rows:
        return False
    with store.transaction():
        store.replace("source", list(after.values()))
    return True


NAMES = ("source_id", "vendor", "kind", "title", "url", "cadence_s", "licence", "listed", "origin")


def _row(source: Source, origin: str) -> dict[str, object]:
    return {
        "source_id": source.id,
        "vendor": source.vendor,
        "kind": source.kind,
        "title": source.title,
        "url": source.url,
        "cadence_s": source.cadence_s,
        "licence": source.licence,
        "listed": True,
        "origin": origin,
    }
