"""What each key of a [[source]] block may say: names, kinds, addresses, paths and cadences."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from db.records import KINDS

SOURCE_KEYS = ("id", "vendor", "kind", "url", "path", "cadence", "title", "licence", "layout")
PACKAGE = "package:"
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,79}")
_CADENCE = re.compile(r"([1-9][0-9]{0,4})([mhd])")
SECONDS = {"m": 60, "h": 3600, "d": 86400}
SHORTEST_S, LONGEST_S = 5 * 60, 30 * 86400
Say = Callable[[str, str], None]  # notes a mistake: the key it is about, and the sentence
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def hint(word: str, known: tuple[str, ...]) -> str:
    """What was most likely meant, or all that is possible."""
    near = get_close_matches(word, known, n=1, cutoff=0.6)
    return f"did you mean '{near[0]}'?" if near else f"use one of {', '.join(known)}"


def shown(value: object) -> str:
    """A value as a mistake may show it: short and without control characters."""
    return _UNSEEN.sub("?", str(value))[:80]


def known_words(row: dict[str, object], say: Say) -> dict[str, str]:
    """The keys of one block that are known and are text; all others are noted."""
    words: dict[str, str] = {}
    for key, value in row.items():
        if key not in SOURCE_KEYS:
            say(key, f"key '{shown(key)}' is not known; {hint(key, SOURCE_KEYS)}")
        elif not isinstance(value, str) or not value.strip():
            say(key, f"{key} must be text in quotes, and not empty")
        elif _UNSEEN.search(value):
            say(key, f"{key} holds control characters; remove them")
        else:
            words[key] = value.strip()
    for key in ("vendor", "kind"):
        if key not in row:
            say(key, f'{key} is missing; add {key} = "…"')
    return words


def check_names(words: dict[str, str], say: Say) -> None:
    """Vendor and kind are words that the rest of the house knows."""
    if "vendor" in words and not NAME.fullmatch(words["vendor"]):
        say("vendor", f"vendor '{shown(words['vendor'])}' must be small letters, digits, '.', '_' or '-'")
    if "kind" in words and words["kind"] not in KINDS:
        say("kind", f"kind '{shown(words['kind'])}' is not known; {hint(words['kind'], KINDS)}")


def check_path(path: str, say: Say) -> None:
    """A path stays in the folder of its file; whether it exists is found out when it is read."""
    if path.startswith(PACKAGE):
        if not NAME.fullmatch(path.removeprefix(PACKAGE)):
            say("path", "path names no package; write it as in package:genai-prices")
        return
    pure = PurePosixPath(path.replace("\\", "/"))
    if pure.is_absolute() or ".." in pure.parts or re.match(r"[A-Za-z]:", path) or path.startswith("~"):
        say(
            "path",
            f"path '{shown(path)}' must stay inside the folder of this file; no '..', no '/' in front",
        )


def url_fault(url: str) -> str | None:
    """What is wrong with a web address, or null; only its form is judged here, never where it leads."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return f"'{shown(url)}' is no web address"
    if parts.scheme.lower() not in ("http", "https"):
        return f"'{shown(url)}' must begin with https:// or http://"
    if not host or port == 0 or re.search(r"\s|\\", url):
        return f"'{shown(url)}' is no web address; it must be https://host/…"
    if "@" in parts.netloc:
        return "must not carry a user name or password"
    return None


def seconds(cadence: str) -> int:
    """Seconds of `15m`, `1h` or `7d`; 0 for what is no cadence."""
    found = _CADENCE.fullmatch(cadence)
    return int(found.group(1)) * SECONDS[found.group(2)] if found else 0


def cadence_of(words: str, say: Say) -> int:
    """The seconds of a cadence that is neither impolite nor useless."""
    cadence_s = seconds(words)
    if not cadence_s:
        say("cadence", f"cadence '{shown(words)}' is not readable; write 15m, 1h, 6h, 1d or 7d")
    elif not SHORTEST_S <= cadence_s <= LONGEST_S:
        say("cadence", f"cadence '{words}' must lie between 5m and 30d")
    return cadence_s
