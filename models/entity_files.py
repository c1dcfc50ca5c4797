"""The names we watch, read from TOML and checked, with file, key and mend for each mistake."""

from __future__ import annotations

import difflib
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

HERE = Path(__file__).parent
LAYERS = (
    "device_desktop",
    "local_runtime_sandbox",
    "harness",
    "framework_sdk",
    "protocol",
    "cloud_platform_gateway",
    "silicon",
)
FILES = ("entities.toml", "entities_more.toml", "entities_named.toml", "runtimes.toml", "ai_model_names.toml")
NAMED = {
    "named": False,
    "public": True,
}  # lists of organisations whose name is all we know; whether in passing
MENTIONED = (
    "entities_more.toml",
    "entities_named.toml",
)  # their companies are named in texts; no source is theirs
_ID = re.compile(r"[a-z0-9][a-z0-9.+-]{0,79}")


class EntityFileError(ValueError):
    """The files of names are wrong; `mistakes` has one line each: file, key, mend."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


@dataclass(frozen=True, slots=True)
class Entity:
    """A company, runtime, product or chip, or who only publishes. `loose` and `spoken` names hold beside `needs`.

    A doubtful name directly before one of `unlike` is another thing (Apple pie).
    `broad` = so much is written about it that sharing its name makes no story. `passing` = a company whose place or
    tool is named wherever people meet or build: one mention makes no long text about it. `posts` = a source of its
    name is its own; not so for the press and for those that texts merely mention.
    """

    kind: str
    id: str
    title: str
    company: str | None = None
    layer: str | None = None
    licence: str | None = None
    url: str | None = None
    aliases: tuple[str, ...] = ()
    loose: tuple[str, ...] = ()
    spoken: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    broad: bool = False
    passing: bool = False
    posts: bool = True


@dataclass(frozen=True, slots=True)
class Family:
    """A family of AI models, whose members are read as name, tier, version and variants."""

    id: str
    title: str
    company: str
    names: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    tier_names: tuple[str, ...] = ()
    variants: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    versionless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    version: str | None = None
    version_first: str | None = None
    bare: bool = False
    named: bool = False
    glued: bool = False
    tier_first: bool = False
    spoken: bool = False


@dataclass(frozen=True, slots=True)
class Names:
    """Everything that the files name, by id."""

    companies: dict[str, Entity]
    publishers: dict[str, Entity]
    runtimes: dict[str, Entity]
    products: dict[str, Entity]
    chips: dict[str, Entity]
    families: dict[str, Family]


TABLES: dict[str, type[Entity] | type[Family]] = {
    "company": Entity,
    "publisher": Entity,
    "runtime": Entity,
    "product": Entity,
    "chip": Entity,
    "family": Family,
}


def load(folder: Path = HERE) -> Names:
    """All files of names in a folder. Raises EntityFileError with every mistake found."""
    mistakes: list[str] = []
    rows: dict[str, dict[str, Entity | Family]] = {table: {} for table in TABLES}
    for name in FILES:
        for table, row in _rows(folder / name, mistakes):
            entry = _entry(name, table, row, mistakes)
            if entry is None:
                continue
            if entry.id in rows[table]:
                mistakes.append(f"{name}: {table} '{entry.id}': the id stands twice; drop one")
            rows[table][entry.id] = entry
    mistakes += _strangers(rows)
    if mistakes:
        raise EntityFileError(mistakes)
    kept = {
        table: {key: row for key, row in found.items() if isinstance(row, Entity)}
        for table, found in rows.items()
    }
    families = {key: row for key, row in rows["family"].items() if isinstance(row, Family)}
    return Names(
        kept["company"], kept["publisher"], kept["runtime"], kept["product"], kept["chip"], families
    )


def _rows(path: Path, mistakes: list[str]) -> Iterator[tuple[str, dict[str, object]]]:
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError:
        mistakes.append(f"{path.name}: the file cannot be read; put it back beside entity_files.py")
        return
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        mistakes.append(f"{path.name}: not TOML ({error}); mend that place")
        return
    for table, rows in tables.items():
        if table in NAMED and isinstance(rows, list):
            named = [
                _by_name_alone(name) | {"passing": NAMED[table]} for name in rows if isinstance(name, str)
            ]
            yield from (("company", row) for row in named)
            continue
        if table not in TABLES or not isinstance(rows, list):
            mistakes.append(f"{path.name}: '{table}' is not known; use lists named {', '.join(TABLES)}")
            continue
        yield from ((table, row) for row in rows if isinstance(row, dict))


def _by_name_alone(name: str) -> dict[str, object]:
    """The row of an organisation of which the file gives the name only."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return {"id": slug, "title": name, "aliases": [name]}


def _entry(file: str, table: str, row: dict[str, object], mistakes: list[str]) -> Entity | Family | None:
    """One checked row, or null with its mistakes noted."""
    shape = TABLES[table]
    where = f"{file}: {table} '{row.get('id', '?')}'"
    before = len(mistakes)
    known = {field.name: str(field.type) for field in fields(shape)} | {"kind": "", "posts": ""}
    for key, value in row.items():
        mistakes += [f"{where}: {word}" for word in _wrong(key, value, known)]
    for key in ("id", "title") if shape is Entity else ("id", "title", "company", "names"):
        if not row.get(key):
            mistakes.append(f"{where}: '{key}' is missing; give it")
    if isinstance(row.get("id"), str) and not _ID.fullmatch(str(row["id"])):
        mistakes.append(f"{where}: 'id' wants small letters, digits, dots and hyphens")
    if table == "runtime" and row.get("layer") not in LAYERS:
        mistakes.append(f"{where}: 'layer' is {row.get('layer')!r}; use one of {', '.join(LAYERS)}")
    if len(mistakes) > before:
        return None
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    if shape is Entity:
        values["kind"] = table
        values["posts"] = file not in MENTIONED
        if table == "chip":
            values["layer"] = "silicon"
    return shape(**values)  # type: ignore[arg-type]


def _wrong(key: str, value: object, known: dict[str, str]) -> Iterator[str]:
    """What is wrong with one key of a row."""
    if key not in known or key in ("kind", "posts"):
        near = difflib.get_close_matches(key, known, 1)
        yield f"'{key}' is not known" + (f"; did you mean '{near[0]}'?" if near else "; drop it")
        return
    if "tuple" in known[key]:
        if not isinstance(value, list) or not all(isinstance(word, str) and word.strip() for word in value):
            yield f"'{key}' must be a list of words, none empty"
    elif known[key] == "bool":
        if not isinstance(value, bool):
            yield f"'{key}' must be true or false"
    elif not isinstance(value, str):
        yield f"'{key}' must be text"
    elif key in ("version", "version_first"):
        try:
            re.compile(value)
        except re.error as error:
            yield f"'{key}' is no regular expression ({error})"
    elif key == "url" and not value.startswith(("https://", "http://")):
        yield "'url' must start with https://"


def _strangers(rows: dict[str, dict[str, Entity | Family]]) -> list[str]:
    """Rows whose company is not in the list of companies."""
    companies = rows["company"]
    return [
        f"{table} '{row.id}': company '{row.company}' is not known; add it to entities.toml or mend the id"
        for table, found in rows.items()
        for row in found.values()
        if row.company is not None and row.company not in companies
    ]
