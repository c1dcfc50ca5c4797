"""Work that may hang or run out of memory, done in a child process that can be killed."""

from __future__ import annotations

import logging
import os
import resource
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from db.records import Document, Record, Source
from ingest.errors import ParseError, SourceError

log = logging.getLogger(__name__)
PARSE_S = 20.0
MEMORY_BYTES = 4 * 1024**3
ROOT = Path(__file__).resolve().parents[1]


class ChildStopped(Exception):
    """The child gave no answer in time, or died; it was ended and the next call starts a new one."""


def parse_document(source: Source, document: Document) -> list[Record] | SourceError:
    """The records of one document, or the error that a reader should see; runs in the child."""
    from ingest.kinds import parser

    try:
        return parser(source.kind)(source, document)
    except SourceError as error:
        return error
    except Exception as error:  # the one place that isolates a source from a fault of its parser
        log.exception("parser failed source=%s", source.id)
        return ParseError(
            f"a readable {source.kind}", f"something its reader fails on ({type(error).__name__})"
        )


def serve(handle: int, target: str, memory: int) -> None:
    """The life of a child: answers calls until its parent hangs up."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if memory:
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    module, name = target.split(":")
    work: Callable[..., Any] = getattr(import_module(module), name)
    conn = Connection(handle)
    while True:
        try:
            args = conn.recv()
        except EOFError:
            return
        conn.send(work(*args))


class Child:
    """One function in one process of its own; started at the first call, restarted after a kill.

    A plain interpreter with one socket: unlike multiprocessing's own children it does not import the
    caller's main module again, which would cost half a second a child.
    """

    def __init__(self, target: str, memory: int = 0) -> None:
        self._target = target
        self._memory = memory
        self._process: subprocess.Popen[bytes] | None = None
        self._conn: Connection | None = None

    def _start(self) -> Connection:
        ours, theirs = socket.socketpair()
        handle = theirs.fileno()
        path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
        self._process = subprocess.Popen(
            [sys.executable, "-m", "ingest.children", str(handle), self._target, str(self._memory)],
            pass_fds=[handle], env=os.environ | {"PYTHONPATH": path}, stdin=subprocess.DEVNULL,
        )
        theirs.close()
        self._conn = Connection(ours.detach())
        return self._conn

    def call(self, *args: Any, timeout: float) -> Any:
        """The function's answer. Raises ChildStopped after `timeout` seconds or when the child dies."""
        conn = self._conn or self._start()
        try:
            conn.send(args)
            if not conn.poll(timeout):
                raise ChildStopped(f"stopped after {timeout:.0f} s")
            return conn.recv()
        except ChildStopped:
            self.stop()
            raise
        except (EOFError, OSError) as error:
            self.stop()
            raise ChildStopped("ended without an answer (out of memory?)") from error

    def stop(self) -> None:
        """Ends the process, if there is one."""
        if self._conn:
            self._conn.close()
        if self._process:
            self._process.kill()
            self._process.wait(5)
        self._conn = self._process = None


class ParserChild(Child):
    """A child that parses documents."""

    def __init__(self) -> None:
        super().__init__("ingest.children:parse_document", MEMORY_BYTES)

    def parse(self, source: Source, document: Document) -> list[Record]:
        """Records of the document. Raises SourceError with one sentence for all that goes wrong."""
        try:
            answer = self.call(source, document, timeout=PARSE_S)
        except ChildStopped as error:
            raise ParseError(
                f"a {source.kind} that can be read in {PARSE_S:.0f} s", f"a parser {error}"
            ) from error
        if isinstance(answer, SourceError):
            raise answer
        records: list[Record] = answer
        return records


if __name__ == "__main__":
    serve(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
