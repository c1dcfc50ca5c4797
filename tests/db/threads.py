"""What the tests of story threads write into the small world, and read from its threads."""

from __future__ import annotations

from datetime import timedelta

from tests import world

LEAD, SECOND = "dev-0000", "dev-0001"  # of s-price, alpha 1 day and gamma half a day before now
FIRST = world.NOW - timedelta(days=1)
MINI = "alpha/alpha-mini-2"
LONG = "Alpha Mini 2 is dear. " * 60


def name(store, subject, entity, kind, starts=26, table="mention"):
    key = "development_id" if table == "mention" else "passage_id"
    store.insert(
        table,
        [
            {
                key: subject,
                "entity_id": entity,
                "entity_kind": kind,
                "surface": "x",
                "starts": starts,
                "ends": starts + 12,
            }
        ],
    )


def talk(store, passage, entity, kind, days, episode="One", ordinal=0, published=True, text=LONG):
    store.insert(
        "passage",
        [
            {
                "passage_id": passage,
                "source_id": "brief",
                "document_id": (episode.lower()[:1] * 64),
                "episode": episode,
                "ordinal": ordinal,
                "published_at": FIRST + timedelta(days=days) if published else None,
                "speaker": None if ordinal else "Ann Host",
                "starts_s": 27.0 * ordinal,
                "ends_s": 27.0 * ordinal + 27,
                "text": text,
            }
        ],
    )
    name(store, passage, entity, kind, 0, "passage_mention")


def correct(store, development, field, value, **more):
    store.insert(
        "correction",
        [
            {
                "ordinal": 1,
                "development_id": development,
                "field": field,
                "value": value,
                "corrected_at": world.NOW,
                "editor": "Ann",
                "standing": True,
                **more,
            }
        ],
    )


def thread(store, story="s-price"):
    found = store.con.execute(
        "select * from page.story_thread where story_id = ? order by happened_at, starts_s nulls last",
        [story],
    )
    columns = [one[0] for one in found.description]
    return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def of(store, what, story="s-price"):
    return [row for row in thread(store, story) if row["what"] == what]


def heard(store, story="s-price"):
    return [row["passage_id"] for row in of(store, "talk", story)]
