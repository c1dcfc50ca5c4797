"""Copies the vocabularies (themes, companies, runtimes, AI models) into the store when their files change."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

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
        known = names()
        for table, listed in (("company", known.companies), ("publisher", known.publishers)):
            store.replace(table, [{table: one.id, "title": one.title} for one in listed.values()])
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
    now = fingerprint("ai_model*", "lines.toml", "benchmarks.toml")
    anew = _changed(store, "ai_models", now)
    if anew:
        store.run("empty_table", table="ai_model_name")
        store.run("empty_table", table="benchmark")
    unnamed, benchmarks = store.rows("unnamed"), store.rows("unknown_benchmarks")
    if not unnamed and not benchmarks and not anew:
        return False
    from models.ai_models import tasks_of

    with store.transaction():
        store.insert("ai_model_name", [row for vendor, name in unnamed for row in _name_rows(vendor, name)])
        store.insert("benchmark", [{"benchmark": name, "tasks": tasks_of(name)} for (name,) in benchmarks])
        store.replace("ai_model", _ai_model_rows(store))
        _remember(store, "ai_models", now)
    return True


def _name_rows(vendor: str | None, name: str) -> list[Row]:
    """One row for a name; several, each with its days, for an alias that moves."""
    from models.ai_models import Refusal, resolve
    from models.ai_models_table import moving_days

    found = resolve(vendor, name)
    if not (isinstance(found, Refusal) and "moving alias" in found.reason):
        return [_name_row(vendor, name, None, None)]
    days = [None, *moving_days()]
    rows: list[Row] = []
    for since, until in zip(days, [*days[1:], None], strict=True):
        row = _name_row(vendor, name, since, until)
        if rows and _same_meaning(rows[-1], row):
            rows[-1]["valid_to"] = until
        else:
            rows.append(row)
    return rows


def _same_meaning(one: Row, other: Row) -> bool:
    """Whether a name meant the same on both sides of a day; what a host sells under it is one offer throughout."""
    told = ("ai_model_id", "variant") if one["own"] or other["own"] else ("ai_model_id",)
    return all(one[key] == other[key] for key in told)


def _name_row(vendor: str | None, name: str, since: date | None, until: date | None) -> Row:
    """What a name meant from `since` up to the day before `until`; a price always gets an id, a score only a certain one."""
    from models.ai_models import Identity, price_id, resolve

    at = since or (date.min if until else None)
    found = resolve(vendor, name, at)
    known = found if isinstance(found, Identity) else None
    return {
        "vendor": vendor, "ai_model": name,
        "ai_model_id": price_id(vendor, name, at) if vendor else (known.ai_model_id if known else None),
        "variant": known.variant if known else None,
        "reason": None if isinstance(found, Identity) else found.reason,
        "own": known is not None and known.host is None,
        "snapshot": known.snapshot if known else None,
        "host": known.host if known else None,
        "alias": known.alias if known else None,
        "valid_from": since, "valid_to": until,
    }


def _ai_model_rows(store: Store) -> list[Row]:
    aliases: dict[str, set[str]] = defaultdict(set)
    own: set[str] = set()
    for name, ai_model_id, by_its_maker in store.rows("names"):
        aliases[ai_model_id].add(name)
        if by_its_maker:
            own.add(ai_model_id)
    facts = _facts(store)
    members = [(ai_model_id, facts.get(ai_model_id, (None,))[0]) for ai_model_id in sorted(own)]
    places = _places(members)
    rows = []
    for ai_model_id, names in sorted(aliases.items()):
        released, context, weights, modalities = facts.get(ai_model_id, (None, None, None, None))
        line, place = places.get(ai_model_id, (None, None))
        rows.append({
            "ai_model_id": ai_model_id, "vendor": ai_model_id.split("/")[0], "name": ai_model_id.split("/", 1)[1],
            "line": line, "line_order": place, "released_at": released, "context_tokens": context,
            "open_weights": weights, "modalities": modalities, "aliases": sorted(names),
        })
    return rows


def _facts(store: Store) -> dict[str, tuple[Any, ...]]:
    """Release, context, weights and modalities by id: what a catalogue told the store, else what is shipped."""
    from models.ai_models_released import shipped_facts

    shipped = {
        ai_model_id: (one.released_at, one.context_tokens, one.open_weights, list(one.modalities) if one.modalities else None)
        for ai_model_id, one in shipped_facts().items()
    }
    return shipped | {row[0]: row[1:] for row in store.rows("ai_model_facts")}


def _places(members: list[tuple[str, object]]) -> dict[str, tuple[str, int]]:
    """Line and place in it, from 1, of every AI model that has a line."""
    from models.ai_models_lines import successors

    places: dict[str, tuple[str, int]] = {}
    for step in successors(members):  # type: ignore[arg-type]
        if step.from_id not in places:
            places[step.from_id] = (step.line, 1)
        places[step.to_id] = (step.line, places[step.from_id][1] + 1)
    return places
