"""What the catalogue models.dev states about AI models: release date, context, open weights, modalities."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from models.ai_models_identity import identify


@dataclass(frozen=True, slots=True)
class AiModelFact:
    """One AI model as its maker's own entry states it; unknown is null."""

    ai_model_id: str
    vendor: str
    name: str
    released_at: date | None = None
    context_tokens: int | None = None
    open_weights: bool | None = None
    modalities: str | None = None
    aliases: tuple[str, ...] = field(default=())


def facts(document_bytes: bytes) -> list[AiModelFact]:
    """One fact per AI model, from the entries of those who made it, in order of id.

    Raises ValueError where the bytes are not the catalogue's JSON.
    """
    try:
        catalogue = json.loads(document_bytes)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deep") from error
    if not isinstance(catalogue, dict):
        raise ValueError("expected the providers of models.dev by their ids")
    found: dict[str, list[tuple[str, dict[str, Any]]]] = {}
    for seller, written, entry in _entries(catalogue):
        known = _own(seller, written)
        if known:
            found.setdefault(known, []).append((written, entry))
    return [_fact(ai_model_id, found[ai_model_id]) for ai_model_id in sorted(found)]


def _entries(catalogue: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for seller, provider in catalogue.items():
        entries = provider.get("models") if isinstance(provider, dict) else None
        for written, entry in (entries if isinstance(entries, dict) else {}).items():
            if isinstance(entry, dict):
                yield seller, written, entry


def _own(seller: str, written: str) -> str | None:
    """The id where the seller is the maker and the name does not move."""
    known = identify(seller, written)
    return known.ai_model_id if known and known.host is None else None


def _fact(ai_model_id: str, entries: list[tuple[str, dict[str, Any]]]) -> AiModelFact:
    """The earliest release date; all else from the entry with the shortest name, the least dated one."""
    vendor, _, own = ai_model_id.partition("/")
    entries = sorted(entries, key=lambda entry: (len(entry[0]), entry[0]))
    days = [day for _, entry in entries if (day := _day(entry.get("release_date")))]
    main = entries[0][1]
    weights = main.get("open_weights")
    name = main.get("name")
    return AiModelFact(
        ai_model_id=ai_model_id,
        vendor=vendor,
        name=_called(name) or own,
        released_at=min(days) if days else None,
        context_tokens=_context(main.get("limit")),
        open_weights=weights if isinstance(weights, bool) else None,
        modalities=_modalities(main.get("modalities")),
        aliases=tuple(dict.fromkeys(written for written, _ in entries if written != own)),
    )


def _called(name: object) -> str | None:
    """The printed name without the mark that it is the newest."""
    written = " ".join(name.split())[:200] if isinstance(name, str) else ""
    return written.removesuffix(" (latest)").strip() or None


def _context(limit: object) -> int | None:
    """The context window; 0 stands for "not stated"."""
    tokens = limit.get("context") if isinstance(limit, dict) else None
    return tokens if type(tokens) is int and tokens > 0 else None


def _day(text: object) -> date | None:
    """A whole date; a month without a day is no date that we may make up."""
    if isinstance(text, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


def _modalities(written: object) -> str | None:
    """ "text image -> text"."""
    if not isinstance(written, dict):
        return None
    sides = [written.get("input"), written.get("output")]
    words = [" ".join(str(word)[:30] for word in side[:12]) for side in sides if isinstance(side, list)]
    return " -> ".join(words) if len(words) == 2 and all(words) else None
