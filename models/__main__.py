"""Commands: export the embedding, tag and group items, fit and evaluate the theme head."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence

from models.embedder import EmbedderMissing, embed, export
from models.embedder_batches import Floats
from models.events import event
from models.items import BadLine, Item, embedding_text, read_items
from models.themes import Tag, tag


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 done, 2 bad input or arguments, 4 the embedding can't be used."""
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("export", help="write the exported embedding where it is missing")
    commands.add_parser("tag", help="items on standard input, themes, entities and event out")
    commands.add_parser("group", help="items on standard input, their stories out")
    chosen = parser.parse_args(arguments)
    try:
        return {"export": _export, "tag": _tag, "group": _group}[chosen.command]()
    except BadLine as error:
        print(f"models {chosen.command}: {error}", file=sys.stderr)
        return 2
    except EmbedderMissing as error:
        print(f"models {chosen.command}: {error}", file=sys.stderr)
        return 4


def _export() -> int:
    print(export())
    return 0


def _tag() -> int:
    items = list(read_items(sys.stdin))
    for item, tags in zip(items, tag(items, _vectors(items)), strict=True):
        print(json.dumps(_line(item, tags), ensure_ascii=False))
    return 0


def _group() -> int:
    from models.stories import group_items

    items = list(read_items(sys.stdin))
    for item, story in zip(items, group_items(items, _vectors(items)), strict=True):
        print(json.dumps({"id": item.id, "story": story}, ensure_ascii=False))
    return 0


def _vectors(items: Sequence[Item]) -> Floats | None:
    """Vectors of the items; null, with a word on standard error, where no embedding is at hand."""
    try:
        return embed([embedding_text(item) for item in items])
    except EmbedderMissing as error:
        print(f"models: judged by words alone. {error}", file=sys.stderr)
        return None


def _line(item: Item, tags: list[Tag]) -> dict[str, object]:
    told = event(item)
    return {
        "id": item.id,
        "vendor": item.vendor,
        "entities": [],
        "themes": [
            {"theme": tag.theme, "confidence": tag.confidence, "shown": tag.shown, "why": tag.why}
            for tag in tags
        ],
        "event": {"type": told.type, "confidence": told.confidence},
    }


if __name__ == "__main__":
    sys.exit(main())
