"""The themes of themes.toml and their rules: which words of a text speak for which theme, and where."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

THEMES_FILE = Path(__file__).with_name("themes.toml")


class ThemesFileWrong(ValueError):
    """themes.toml can't be used; the sentence names the theme, the key and the mend."""


@dataclass(frozen=True, slots=True)
class Rule:
    """Words that speak for a theme (against it where the weight is negative)."""

    theme: str
    name: str
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Theme:
    """One of the curated subjects, with the question a reader asks of it."""

    id: str
    title: str
    question: str
    floor: float
    rules: tuple[Rule, ...]
    prototypes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule and the first place where it matched: `place` is title or text, offsets end exclusive."""

    rule: Rule
    place: str
    starts: int
    ends: int
    words: str


def lower(text: str) -> str:
    """Lower case of the same length, so that offsets stay those of the text."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)


@lru_cache(maxsize=4)
def load_themes(path: Path = THEMES_FILE) -> tuple[Theme, ...]:
    """The themes in file order. Raises ThemesFileWrong."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))["theme"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise ThemesFileWrong(f"{path.name}: {error}; expected [[theme]] tables") from error
    themes = tuple(_theme(row, path.name) for row in rows)
    twice = {theme.id for theme in themes if sum(other.id == theme.id for other in themes) > 1}
    if twice:
        raise ThemesFileWrong(f"{path.name}: id {', '.join(sorted(twice))} stands twice; ids must differ")
    return themes


def all_rules(themes: tuple[Theme, ...]) -> list[Rule]:
    """Every rule in file order: the order of the head's features."""
    return [rule for theme in themes for rule in theme.rules]


def hits(title: str, body: str, themes: tuple[Theme, ...]) -> list[Hit]:
    """The first match of every rule in the title, and of every rule in the body."""
    found: list[Hit] = []
    for place, text in (("title", title), ("text", body)):
        low = lower(text)
        for rule in all_rules(themes):
            match = rule.pattern.search(low)
            if match and match.end() > match.start():
                found.append(Hit(rule, place, match.start(), match.end(), text[match.start() : match.end()]))
    return found


def _theme(row: dict[str, Any], file: str) -> Theme:
    name = row.get("id", "without id")
    try:
        return Theme(
            id=row["id"],
            title=row["title"],
            question=row["question"],
            floor=float(row["floor"]),
            rules=tuple(_rule(row["id"], rule) for rule in row["rules"]),
            prototypes=tuple(row["prototypes"]),
        )
    except KeyError as error:
        raise ThemesFileWrong(f"{file}: theme {name}: key {error} is missing; add it") from error
    except re.error as error:
        raise ThemesFileWrong(f"{file}: theme {name}: a pattern can't be read ({error})") from error


def _rule(theme: str, row: dict[str, Any]) -> Rule:
    return Rule(theme, row["name"], float(row["weight"]), re.compile(row["pattern"]))
