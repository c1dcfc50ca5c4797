"""A sources file: read, held against the rules with line numbers, and merged with others."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from db.records import Source
from ingest.errors import ConfigurationError
from ingest.source_rules import (
    NAME,
    PACKAGE,
    Say,
    cadence_of,
    check_names,
    check_path,
    hint,
    known_words,
    shown,
    url_fault,
)

TOP_KEYS = ("allow_private_hosts", "source")
_HOST = re.compile(r"[A-Za-z0-9.:_-]{1,253}")
_BLOCK = re.compile(r"\s*\[\[\s*\"?source\"?\s*\]\]")
_KEY = re.compile(r"\s*[\"']?([A-Za-z0-9_-]+)[\"']?\s*=")


@dataclass(frozen=True, slots=True)
class SourcesFile:
    """What one sources file says; every relative `path` in it already stands behind the file's folder."""

    sources: list[Source]
    allow_private_hosts: list[str]
    path: Path
    lines: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Block:
    """Where one [[source]] begins, and the line of each of its keys."""

    line: int
    keys: dict[str, int]


def load(path: Path) -> SourcesFile:
    """Read one sources file; raises ConfigurationError with every mistake in it, one line each."""
    try:
        text = path.read_text(encoding="utf-8-sig")
        table = tomllib.loads(text)
    except OSError as error:
        raise ConfigurationError(
            [f"{path}: can't be read ({error.strerror}); name a sources file"]
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError([f"{path.name}: is no UTF-8 text; save it as UTF-8"]) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError([_syntax(path, error)]) from error
    except (RecursionError, ValueError) as error:
        raise ConfigurationError([f"{path.name}: is no readable TOML; see docs of [[source]]"]) from error
    return _Reading(path, text).read(table)


def merge(files: list[SourcesFile]) -> list[Source]:
    """All sources of several files in their order; an id or url that two of them use is a mistake."""
    mistakes: list[str] = []
    sources: list[Source] = []
    at: dict[str, str] = {}
    for file in files:
        for source in file.sources:
            here = f"{file.path.name}:{file.lines.get(source.id, 1)}"
            for word, value in (("id", source.id), ("url", source.url)):
                if value is None:
                    continue
                if (first := at.setdefault(f"{word} {value}", here)) is not here:
                    mistakes.append(
                        f"{here}: source '{source.id}': {word} '{value}' is already used in {first}"
                    )
            sources.append(source)
    if mistakes:
        raise ConfigurationError(mistakes)
    return sources


def _syntax(path: Path, error: tomllib.TOMLDecodeError) -> str:
    """tomllib's own words with its line moved to the front."""
    found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
    line = found.group(1) if found else "1"
    said = re.sub(r"\s*\(at [^)]*\)", "", str(error))
    return f"{path.name}:{line}: is no valid TOML: {said}; mend this line"


def _lines(text: str) -> tuple[dict[str, int], list[_Block]]:
    """Line numbers of top-level keys and of each [[source]] block, as tomllib keeps none."""
    top: dict[str, int] = {}
    blocks: list[_Block] = []
    keys, quote = top, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if quote:
            quote = "" if line.count(quote) % 2 else quote
            continue
        if _BLOCK.match(line):
            keys = {}
            blocks.append(_Block(number, keys))
        elif found := _KEY.match(line):
            keys.setdefault(found.group(1), number)
        quote = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return top, blocks


class _Reading:
    """One pass over one file that gathers sources and mistakes side by side."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.mistakes: list[tuple[int, str]] = []
        self.top, self.blocks = _lines(text)
        self.ids: dict[str, int] = {}
        self.urls: dict[str, int] = {}

    def read(self, table: dict[str, object]) -> SourcesFile:
        """The whole file, or every mistake in it by line."""
        for key in table:
            if key not in TOP_KEYS:
                self._say(self.top.get(key, 1), f"key '{shown(key)}' is not known; {hint(key, TOP_KEYS)}")
        hosts = self._hosts(table.get("allow_private_hosts", []))
        rows = table.get("source", [])
        if not isinstance(rows, list):
            self._say(self.top.get("source", 1), "'source' must be written as [[source]] blocks")
            rows = []
        sources = [self._source(index, row) for index, row in enumerate(rows)]
        if self.mistakes:
            raise ConfigurationError([said for _, said in sorted(self.mistakes)])
        return SourcesFile([one for one in sources if one], hosts, self.path, self.ids)

    def _say(self, line: int, sentence: str) -> None:
        self.mistakes.append((line, f"{self.path.name}:{line}: {sentence}"))

    def _hosts(self, value: object) -> list[str]:
        """The hosts that the operator lets through although their addresses are private."""
        good = isinstance(value, list) and all(isinstance(one, str) and _HOST.fullmatch(one) for one in value)
        if not good:
            line = self.top.get("allow_private_hosts", 1)
            self._say(line, 'allow_private_hosts must be a list of host names, as in ["127.0.0.1"]')
        return list(value) if good and isinstance(value, list) else []

    def _source(self, index: int, row: object) -> Source | None:
        """One block as a Source; null when anything in it is wrong."""
        block = self.blocks[index] if index < len(self.blocks) else _Block(self.top.get("source", 1), {})
        if not isinstance(row, dict):
            self._say(block.line, "each source must be a [[source]] block")
            return None
        before = len(self.mistakes)
        name = f"source '{shown(row['id'])}'" if row.get("id") else f"source number {index + 1}"

        def say(key: str, sentence: str) -> None:
            self._say(block.keys.get(key, block.line), f"{name}: {sentence}")

        words = known_words(row, say)
        self._id(words, block, say)
        check_names(words, say)
        self._address(words, block, say)
        cadence_s = cadence_of(words.get("cadence", "1d"), say)
        if len(self.mistakes) > before:
            return None
        return Source(
            id=words["id"],
            vendor=words["vendor"],
            kind=words["kind"],
            title=words.get("title", words["id"]),
            licence=words.get("licence", "link only"),
            cadence_s=cadence_s,
            url=words.get("url"),
            path=self._placed(words.get("path")),
            layout=words.get("layout"),
        )

    def _id(self, words: dict[str, str], block: _Block, say: Say) -> None:
        """Ids name rows in every table: one form, each once."""
        line = block.keys.get("id", block.line)
        if "id" not in words:
            return say("id", 'id is missing; add a short stable name such as id = "openai-news"')
        if not NAME.fullmatch(words["id"]):
            return say(
                "id", f"id must be small letters, digits, '.', '_' or '-' (at most 80): {NAME.pattern}"
            )
        if (first := self.ids.setdefault(words["id"], line)) != line:
            say("id", f"id is already used in line {first}; give each source its own")
        return None

    def _address(self, words: dict[str, str], block: _Block, say: Say) -> None:
        """Exactly one of url and path, each of a form that may be opened."""
        url, path = words.get("url"), words.get("path")
        if (url is None) == (path is None):
            return say("url", "exactly one of url and path is needed")
        if path is not None:
            return check_path(path, say)
        assert url is not None
        if fault := url_fault(url):
            return say("url", f"url {fault}")
        line = block.keys.get("url", block.line)
        if (first := self.urls.setdefault(url, line)) != line:
            say("url", f"url is already watched by the source in line {first}; remove one of them")
        return None

    def _placed(self, path: str | None) -> str | None:
        """A relative path behind the folder of its file, so that a Source can be read on its own."""
        if path is None or path.startswith(PACKAGE):
            return path
        return str(self.path.parent / path)
