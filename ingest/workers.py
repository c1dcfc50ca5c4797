"""Fetches side by side, one at a time for each host, and parses in two children meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from queue import Queue
from urllib.parse import urlsplit

from db.files import Files, keep_document
from db.records import Document, Source
from ingest.attempt import Attempt, LastLook, look
from ingest.children import ParserChild
from ingest.errors import EmptyParse, SourceError
from ingest.fetch import Fetcher
from ingest.robots import Robots

FETCHERS = 8
PARSERS = 2


class Workers:
    """The hands of one collector: a fetcher, its robots rules, and the parser children."""

    def __init__(self, files: Files, allow_private_hosts: list[str]) -> None:
        self._files = files
        self._fetcher = Fetcher(allow_private_hosts)
        self._robots = Robots(self._fetcher)
        self._children: Queue[ParserChild] = Queue()
        for _ in range(PARSERS):
            self._children.put(ParserChild())

    def attempts(self, sources: list[Source], looks: dict[str, LastLook], at: datetime) -> Iterator[Attempt]:
        """One attempt a source, each as soon as it is ready."""
        self._fetcher.new_pass()
        done: Queue[Attempt | BaseException] = Queue()
        fetching, parsing = ThreadPoolExecutor(FETCHERS), ThreadPoolExecutor(PARSERS)
        try:
            for group in by_host(sources):
                fetching.submit(self._work, group, looks, at, parsing, done)
            for _ in sources:
                outcome = done.get()
                if isinstance(outcome, BaseException):
                    raise outcome
                yield outcome
        finally:  # a pass that is stopped does not wait for servers that let it wait
            fetching.shutdown(wait=False, cancel_futures=True)
            parsing.shutdown(wait=False, cancel_futures=True)

    def _work(
        self,
        group: list[Source],
        looks: dict[str, LastLook],
        at: datetime,
        parsing: ThreadPoolExecutor,
        done: Queue[Attempt | BaseException],
    ) -> None:
        for source in group:
            attempt = look(source, looks.get(source.id, LastLook()), at, self._fetcher, self._robots)
            if attempt.document is None or attempt.state != "ok":
                done.put(attempt)
            else:
                parsing.submit(self._parse_into, attempt, done)

    def _parse_into(self, attempt: Attempt, done: Queue[Attempt | BaseException]) -> None:
        try:
            done.put(self.parse(attempt))
        except OSError as error:  # our own disk, not the source: the pass must stop
            done.put(error)

    def parse(self, attempt: Attempt) -> Attempt:
        """The attempt with the records of its document, or with the fault; the bytes are kept first."""
        assert attempt.document is not None
        keep_document(self._files, attempt.document.document_id, attempt.document.body)
        child = self._children.get()
        try:
            records = child.parse(attempt.source, attempt.document)
            if not records:
                raise EmptyParse(f"a {attempt.source.kind} with something in it", "nothing")
            return replace(attempt, records=records)
        except SourceError as error:
            return attempt.failed(error)
        finally:
            self._children.put(child)

    def follow(self, source: Source, url: str, at: datetime, like: Document) -> Attempt:
        """Fetches and parses a transcript that an episode of `source` names."""
        linked = replace(source, kind="transcript", url=url)
        attempt = look(linked, LastLook(), at, self._fetcher, self._robots)
        if attempt.document is not None:
            document = replace(attempt.document, episode=like.episode, published_at=like.published_at)
            attempt = self.parse(replace(attempt, document=document))
        return replace(attempt, source=source, url=url, follows=True)

    def close(self) -> None:
        """Ends the children and the connections."""
        while not self._children.empty():
            self._children.get().stop()
        self._fetcher.close()


def by_host(sources: list[Source]) -> list[list[Source]]:
    """Sources grouped by host, in order; files need no host and make groups of their own."""
    groups: dict[str, list[Source]] = {}
    for source in sources:
        key = urlsplit(source.url).netloc.lower() if source.url else f"file {source.id}"
        groups.setdefault(key, []).append(source)
    return list(groups.values())
