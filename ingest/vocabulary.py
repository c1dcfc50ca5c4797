"""Copies the vocabularies (themes, companies, runtimes, AI models) into the store when their files change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from pathlib import Path

import models
from db.store import Row, Store

FOLDER = Path(models.__file__).parent


def fingerprint(*patterns: str) -> str:
    """What the files say, in 16 hex digits."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(FOLDER.glob(pattern)):
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _changed(store: Store, name: str, now: str) -> bool:
    known = store.rows("vocabulary_fingerprint", [name])
    return not known or known[0][0] != now


def _remember(store: Store, name: str, now: str) -> None:
    store.run("forget_vocabulary", [name])
    store.run("record_vocabulary", [name, now])


def copy_vocabularies(store: Store) -> bool:
    """Brings themes, companies and runtimes up to their files; true where something changed."""
    now = fingerprint("themes.toml", "entities.toml", "runtimes.toml")
    if not _changed(store, "words", now):
        return False
    from models.entities import runtimes
    from models.entity_index import names
    from models.theme_rules import load_themes

    with store.transaction():
        store.replace(
            "theme",
            [
                {"theme": theme.id, "title": theme.title, "question": theme.question, "ordinal": place}
                for place, theme in enumerate(load_themes(), start=1)
            ],
        )
        store.replace(
            "company", [{"company": one.id, "title": one.title} for one in names().companies.values()]
        )
        store.replace(
            "runtime",
            [
                {
                    "runtime": one.id,
                    "title": one.title,
                    "company": one.company,
                    "layer": one.layer,
                    "licence": one.licence,
                    "url": one.url,
                }
                for one in runtimes()
            ],
        )
        _remember(store, "words", now)
    return True


def name_ai_models(store: Store) -> bool:
    """Resolves the names that prices and scores use, and puts the AI models into their lines."""
    now = fingerprint("ai_model*", "lines.toml")
    anew = _changed(store, "ai_models", now)
    if anew:
        store.run("empty_table", table="ai_model_name")
    unnamed = store.rows("unnamed")
    if not unnamed and not anew:
        return False
    with store.transaction():
        store.insert("ai_model_name", [_name_row(vendor, name) for vendor, name in unnamed])
        store.replace("ai_model", _ai_model_rows(store))
        _remember(store, "ai_models", now)
    return True


def _name_row(vendor: str | None, name: str) -> Row:
    """The row of one name; a price row always gets an id, a score only a certain one."""
    from models.ai_models import Identity, price_id, resolve

    found = resolve(vendor, name)
    certain = isinstance(found, Identity)
    return {
        "vendor": vendor,
        "ai_model": name,
        "ai_model_id": price_id(vendor, name)
        if vendor
        else (found.ai_model_id if isinstance(found, Identity) else None),
        "variant": found.variant if isinstance(found, Identity) else None,
        "reason": None if certain else getattr(found, "reason", None),
        "own": isinstance(found, Identity) and found.host is None,
    }


def _ai_model_rows(store: Store) -> list[Row]:
    aliases: dict[str, set[str]] = defaultdict(set)
    own: set[str] = set()
    for name, ai_model_id, by_its_maker in store.rows("names"):
        aliases[ai_model_id].add(name)
        if by_its_maker:
            own.add(ai_model_id)
    facts = {row[0]: row[1:] for row in store.rows("ai_model_facts")}
    members = [(ai_model_id, facts.get(ai_model_id, (None,))[0]) for ai_model_id in sorted(own)]
    places = _places(members)
    rows = []
    for ai_model_id, names in sorted(aliases.items()):
        released, context, weights, modalities = facts.get(ai_model_id, (None, None, None, None))
        line, place = places.get(ai_model_id, (None, None))
        rows.append(
            {
                "ai_model_id": ai_model_id,
                "vendor": ai_model_id.split("/")[0],
                "name": ai_model_id.split("/", 1)[1],
                "line": line,
                "line_order": place,
                "released_at": released,
                "context_tokens": context,
                "open_weights": weights,
                "modalities": modalities,
                "aliases": sorted(names),
            }
        )
    return rows


def _places(members: list[tuple[str, object]]) -> dict[str, tuple[str, int]]:
    """Line and place in it, from 1, of every AI model that has a line."""
    from models.ai_models_lines import successors

    places: dict[str, tuple[str, int]] = {}
    for step in successors(members):  # type: ignore[arg-type]
        if step.from_id not in places:
            places[step.from_id] = (step.line, 1)
        places[step.to_id] = (step.line, places[step.from_id][1] + 1)
    return places
