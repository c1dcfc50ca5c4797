"""Copies what readers said of developments from the desk into the store, with the word that stands."""

from __future__ import annotations

from datetime import datetime, timezone

from db.desk_corrections import Correction, corrections, standing
from db.store import Row, Store

COLUMNS = (
    "ordinal",
    "development_id",
    "field",
    "value",
    "was",
    "corrected_at",
    "editor",
    "standing",
    "entity_id",
    "entity_kind",
    "surface",
)


def copy_corrections(store: Store) -> bool:
    """Brings the store's copy up to the desk; true where it differed. Without a desk the copy stays as it is."""
    if not store.files.desk.exists():
        return False
    rows = _rows(corrections(store.files.data))
    if [tuple(row[name] for name in COLUMNS) for row in rows] == _copied(store):
        return False
    with store.transaction():
        store.replace("correction", rows)
    return True


def _copied(store: Store) -> list[tuple[object, ...]]:
    place = COLUMNS.index("corrected_at")
    return [
        (*row[:place], row[place].astimezone(timezone.utc), *row[place + 1 :])
        for row in store.rows("corrections_copied")
    ]


def _rows(found: list[Correction]) -> list[Row]:
    holding = {id(one) for own in standing(found).values() for one in own.values()}
    return [
        {
            "ordinal": ordinal,
            "development_id": one.development_id,
            "field": one.field,
            "value": one.value,
            "was": one.was,
            "corrected_at": datetime.fromisoformat(one.at),
            "editor": one.by,
            "standing": id(one) in holding,
        }
        | _entity(one)
        for ordinal, one in enumerate(found, start=1)
    ]


def _entity(one: Correction) -> Row:
    """What was named, of which kind, in which words; null where the word is about something else."""
    if one.value is None or one.field not in ("entity", "not_entity"):
        return {"entity_id": None, "entity_kind": None, "surface": None}
    entity_id, _, surface = one.value.partition("|")
    return {"entity_id": entity_id, "entity_kind": kind_of(entity_id), "surface": surface or None}


def kind_of(entity_id: str) -> str | None:
    """The kind of an entity; null for an id that names nothing we know, whose words then stay without a place."""
    from models.entity_index import names

    known = names()
    tables = (
        ("company", known.companies),
        ("runtime", known.runtimes),
        ("product", known.products),
        ("chip", known.chips),
    )
    for kind, table in tables:
        if entity_id in table:
            return kind
    vendor, _, name = entity_id.partition("/")
    return "ai_model" if vendor and name else None
