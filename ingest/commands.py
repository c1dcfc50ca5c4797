"""What each command does once its arguments are read; returns the exit code."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import datetime, timezone
from pathlib import Path

from db.files import Files, write_whole
from db.publish import clear_leftovers
from db.publish import rebuild as rebuild_store
from db.records import KINDS, Document, Problem, Source, to_json
from db.store import Store, StoreError
from ingest.configuration import Configuration, configure, files_for, list_sources
from ingest.due import due_sources
from ingest.errors import ConfigurationError, SourceError
from ingest.indexing import forget_index
from ingest.infer import Understanding
from ingest.live import Live
from ingest.pipeline import PassResult, run_pass
from ingest.progress import progress
from ingest.saving import read_looks
from ingest.workers import Workers


def now_utc() -> datetime:
    """The wall clock, for commands that were given no --now."""
    return datetime.now(timezone.utc)


def open_store(data: Path, now: datetime) -> Store:
    """The store, with what a killed collector left behind put right."""
    store = Store.open(data)
    store.run("abort_runs", [now])
    clear_leftovers(store.files)
    return store


def run(asked: argparse.Namespace) -> int:
    """One pass; 0 whatever single sources did."""
    configuration = configure(files_for(asked.sources, asked.data), asked.only)
    now = asked.now or now_utc()
    store = open_store(asked.data, now)
    try:
        list_sources(store, configuration, whole=not asked.sources and not asked.only)
        sources = configuration.sources
        if not asked.all and not asked.only:
            sources = due_sources(sources, read_looks(store), now)
        result = one_pass(store, configuration, sources, now, tags=not asked.no_tags, quiet=asked.json)
    finally:
        store.close()
    print(json.dumps(_machine(result)) if asked.json else _summary(result))
    return 0


def one_pass(
    store: Store,
    configuration: Configuration,
    sources: list[Source],
    now: datetime,
    *,
    tags: bool = True,
    quiet: bool = True,
) -> PassResult:
    """One pass with hands of its own."""
    workers = Workers(store.files, configuration.allow_private_hosts)
    understanding = Understanding() if tags else None
    try:
        with progress(quiet) as echo:
            return run_pass(store, sources, workers, understanding, Live(store.files.data, echo), now)
    finally:
        workers.close()
        if understanding:
            understanding.stop()


def _machine(result: PassResult) -> dict[str, object]:
    return {
        "run_id": result.run_id,
        "sources": result.sources,
        "failed": result.failed,
        "new": result.added,
        "new_developments": result.developments,
        "tagged": result.tagged,
        "pending": result.pending,
        "snapshot": result.snapshot,
        "lines": result.lines,
    }


def _summary(result: PassResult) -> str:
    unreached = [line for line in result.lines if str(line["sentence"] or "").startswith("no connection")]
    lines = [
        f"{line['source']}: {line['state']}, {line['new']} new"
        + (f" ({line['sentence']})" if line["sentence"] else "")
        for line in result.lines
    ]
    lines.append(
        f"{result.sources} sources, {result.failed} without an answer; {result.developments} new developments; "
        + (f"published {result.snapshot}" if result.snapshot else "nothing new to publish")
    )
    if len(unreached) > 5:
        lines.append(
            f"{len(unreached)} sources could not be reached: is there a network? "
            "What is stored stays, and they are tried again by themselves."
        )
    if result.pending:
        lines.append(result.pending)
    return "\n".join(lines)


def watch(asked: argparse.Namespace) -> int:
    """Passes on their cadences until it is stopped."""
    from ingest.schedule import watch as keep_watching

    return keep_watching(asked.data, asked.sources)


def check(asked: argparse.Namespace) -> int:
    """Says that the sources files are right, or every mistake in them (exit 2)."""
    configuration = configure(files_for(asked.sources, asked.data))
    kinds = {kind: sum(source.kind == kind for source in configuration.sources) for kind in KINDS}
    print(
        f"{len(configuration.sources)} sources: " + ", ".join(f"{n} {kind}" for kind, n in kinds.items() if n)
    )
    return 0


def rebuild(asked: argparse.Namespace) -> int:
    """Makes the working file anew from the newest good snapshot."""
    name = rebuild_store(asked.data, now_utc())
    print(f"restored {name}; the old working file is kept beside it")
    return 0


def reparse(asked: argparse.Namespace) -> int:
    """Replays stored documents through the parsers of today."""
    from ingest.replay import replay

    configuration = configure(files_for(asked.sources, asked.data))
    now = now_utc()
    store = open_store(asked.data, now)
    try:
        counts = replay(store, configuration.sources)
        forget_index(store)  # its texts may read otherwise now
        one_pass(store, configuration, [], now)
    finally:
        store.close()
    print(
        "\n".join(
            f"{name}: {before} -> {after} developments" for name, (before, after) in sorted(counts.items())
        )
    )
    return 0


def export(asked: argparse.Namespace) -> int:
    """Writes every public view of the newest snapshot to one file each."""
    from db.reader import open_reader

    reader = open_reader(asked.data)
    if reader is None:
        raise StoreError(f"no snapshot in {Files(asked.data).published}; run `python -m ingest run` first")
    asked.out.mkdir(parents=True, exist_ok=True)
    names = sorted(set(reader.catalogue()["view"]))
    views = [name.removeprefix("main.") for name in names if name.startswith("main.")]
    for view in views:
        (asked.out / f"{view}.{asked.format}").write_bytes(reader.download(view, asked.format))
    print(f"{len(views)} views of {reader.name} written to {asked.out}")
    return 0


def parse(asked: argparse.Namespace) -> int:
    """Runs one parser over a file; 1 with a problem line where it can't be read."""
    from ingest.children import parse_document

    if asked.kind not in KINDS:
        raise ConfigurationError([f"--kind: {asked.kind!r} is not known; use one of {', '.join(KINDS)}"])
    try:
        body = asked.file.read_bytes()
    except OSError as error:
        print(to_json(Problem(f"the file can't be read ({error.strerror})", asked.file.name)))
        return 1
    source = Source(
        "parse",
        asked.vendor,
        asked.kind,
        asked.file.parent.name or asked.file.stem,
        "link only",
        86400,
        url=asked.url,
    )
    document = Document("parse", body, asked.at or now_utc(), url=asked.url)
    found = parse_document(source, document)
    if isinstance(found, SourceError):
        print(to_json(Problem(found.sentence, asked.file.name)))
        return 1
    for record in found:
        print(to_json(record))
    return 0


def try_(asked: argparse.Namespace) -> int:
    """Guesses the kind of an address or file and shows what it would yield."""
    from ingest.children import parse_document
    from ingest.fetch import Fetcher
    from ingest.guess import guess_kind

    try:
        if "://" in asked.target:
            answer = Fetcher().get(asked.target)
            body, media_type, url = answer.body or b"", answer.media_type, answer.url
        else:
            body, media_type, url = Path(asked.target).read_bytes(), None, None
    except (SourceError, OSError) as error:
        print(f"{asked.target}: {error}", file=sys.stderr)
        return 1
    kind = asked.kind or guess_kind(body, media_type, url or asked.target)
    source = Source("try", "unknown", kind, asked.target, "link only", 86400, url=url)
    found = parse_document(source, Document("try", body, now_utc(), url=url, media_type=media_type))
    if isinstance(found, SourceError):
        print(f"read as {kind}: {found.sentence}", file=sys.stderr)
        return 1
    print(f"read as {kind}: {len(found)} records")
    for record in found[:20]:
        print(to_json(record))
    return 0


def sources(asked: argparse.Namespace) -> int:
    """Imports feeds from OPML into DATA/sources.toml, or exports ours."""
    from ingest import opml

    listed = configure(files_for(asked.sources, asked.data)).sources
    if asked.action == "export":
        asked.opml.write_bytes(opml.export(listed))
        print(f"{sum(source.url is not None for source in listed)} sources written to {asked.opml}")
        return 0
    try:
        found = opml.parse(asked.opml.read_bytes(), asked.opml.name)
    except OSError as error:
        raise ConfigurationError([f"{asked.opml}: can't be read ({error.strerror})"]) from error
    taken = {source.url for source in listed} | {source.id for source in listed}
    fresh = [source for source in found if source.url not in taken and source.id not in taken]
    own = asked.data / "sources.toml"
    own.parent.mkdir(parents=True, exist_ok=True)
    before = own.read_text(encoding="utf-8") if own.exists() else ""
    write_whole(own, (before + "\n" + opml.to_toml(fresh)).lstrip().encode())
    print(f"{len(fresh)} sources added to {own}; {len(found) - len(fresh)} were known")
    return 0
