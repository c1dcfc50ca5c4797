"""Commands: export the embedding, tag and group items, fit and evaluate the theme head."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime, timezone
from pathlib import Path

import numpy as np

from models.embedder import EmbedderMissing, embed, export
from models.embedder_batches import Floats
from models.entities import find
from models.entity_subject import main_company, publisher_of
from models.evaluate import evaluate, table
from models.event_encoder import KIND, encoder, events, save_encoder
from models.events import TYPES, Event
from models.fit_rows import (
    WRITTEN_SHARE,
    Rows,
    heard,
    joined,
    load_rows,
    remembered,
    rows_of,
    save_all,
    single,
)
from models.head import Head, HeadMissing, head_folder, head_identity, load_head, save_head
from models.head_features import Shape
from models.head_tuned import Tuned, exported
from models.items import BadLine, Item, embedding_text, read_items
from models.labelled import NOT_SCORED, Labelled, read_labelled, read_marks, read_texts
from models.themes import Tag, tag


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 done, 2 bad input or arguments, 4 the embedding or the head can't be used."""
    chosen = _arguments(arguments)
    commands = {"export": _export, "tag": _tag, "group": _group, "fit": _fit, "evaluate": _evaluate}
    try:
        return commands[chosen.command](chosen)
    except (BadLine, FileNotFoundError) as error:
        print(f"models {chosen.command}: {error}", file=sys.stderr)
        return 2
    except (EmbedderMissing, HeadMissing) as error:
        print(f"models {chosen.command}: {error}", file=sys.stderr)
        return 4


def _arguments(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m models", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("export", help="write the exported embedding where it is missing")
    commands.add_parser("tag", help="items on standard input, themes, entities and event out")
    commands.add_parser("group", help="items on standard input, their stories out")
    for name, purpose in (
        ("fit", "fit the theme head again with these labels"),
        ("evaluate", "measure the tags"),
    ):
        command = commands.add_parser(name, help=purpose)
        command.add_argument("--labels", nargs="+", required=True, type=Path, help="JSON lines with themes")
        command.add_argument(
            "--texts", nargs="*", default=[], type=Path, help="texts for labels that carry keys only"
        )
        if name == "fit":
            command.add_argument("--out", type=Path, default=None, help="folder of the head to write")
            command.add_argument(
                "--from-scratch", action="store_true", help="these labels alone, without the shipped rows"
            )
            command.add_argument(
                "--tune", action="store_true", help="from scratch, the tuned encoder too; takes several times as long"
            )
            command.add_argument(
                "--teacher", type=Path, default=None, help="folder of all-mpnet-base-v2, from which --tune learns too"
            )
            command.add_argument(
                "--events", action="store_true", help="the encoder of events alone, from labels whose texts are here"
            )
            command.add_argument(
                "--held-out", type=Path, default=None, help="labels to measure on; noted with the head"
            )
        else:
            command.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    chosen = parser.parse_args(arguments)
    if chosen.command == "fit" and not chosen.from_scratch and (chosen.tune or chosen.teacher):
        parser.error("--tune and --teacher fit the head anew: give --from-scratch too")
    if chosen.command == "fit" and chosen.teacher and not chosen.tune:
        parser.error("--teacher teaches the tuned encoder: give --tune too")
    if chosen.command == "fit" and chosen.events and (chosen.from_scratch or chosen.held_out):
        parser.error("--events fits the encoder of events alone, which --from-scratch and --held-out do not touch")
    return chosen


def _export(chosen: argparse.Namespace) -> int:
    print(export())
    exported(load_head().tuned)
    exported(encoder(), KIND)
    return 0


def _tag(chosen: argparse.Namespace) -> int:
    items = list(read_items(sys.stdin))
    for item, tags, told in zip(items, tag(items, _vectors(items)), events(items), strict=True):
        print(json.dumps(_line(item, tags, told), ensure_ascii=False))
    return 0


def _group(chosen: argparse.Namespace) -> int:
    from models.stories import group_items

    items = list(read_items(sys.stdin))
    for item, story in zip(items, group_items(items, _vectors(items)), strict=True):
        print(json.dumps({"id": item.id, "story": story}, ensure_ascii=False))
    return 0


def _labelled(paths: Sequence[Path], text_files: Sequence[Path]) -> list[Labelled]:
    texts = read_texts(text_files)
    labelled = [one for path in paths for one in read_labelled(path, texts)]
    if not labelled:
        raise BadLine("no labelled item with a text in these files; rows with keys alone need --texts")
    return labelled


def _fit(chosen: argparse.Namespace) -> int:
    from models.fit import fit, new_shape

    labelled, folder = _labelled(chosen.labels, chosen.texts), chosen.out or head_folder()
    if chosen.events:
        return _fit_events(labelled, chosen.out or Path(__file__).parent)
    if chosen.from_scratch:
        shape = new_shape()
        rows, tuned = _heard(labelled, shape, chosen.tune, chosen.teacher)
        rows = _with_remembered(rows, {one.key for one in labelled}, chosen.labels, shape)
        save_all(fit(rows, shape, tuned), rows, folder)
    else:
        save_head(_learned(load_head(), labelled), folder)
    if chosen.held_out:
        os.environ["SEXTANT_HEAD"] = str(folder)
        measured = evaluate(_labelled([chosen.held_out], chosen.texts))
        today = datetime.now(timezone.utc).date().isoformat()
        head = load_head(folder)
        noted = head.figures | {"date": today, "held_out": measured | {"measured_on": today}}
        save_head(replace(head, figures=noted), folder)
    print(
        f"head {head_identity(folder)} in {folder}: fitted with {load_head(folder).figures['items']} labelled items"
    )
    return 0


def _fit_events(labelled: Sequence[Labelled], folder: Path) -> int:
    from models.tuned_fit import tuned

    kept = [one for one in single(labelled) if one.event not in (None, NOT_SCORED)]
    marks = np.array([[float(one.event == name) for name in TYPES] for one in kept], dtype=np.float32)
    weight = np.array([WRITTEN_SHARE if one.written else 1 for one in kept], dtype=np.float32)
    _progress(f"tuning on the events of {len(kept)} texts")
    path = save_encoder(tuned([embedding_text(one.item) for one in kept], marks, weight), folder)
    print(f"events {path}: fitted with {len(kept)} labelled items")
    return 0


def _heard(
    labelled: Sequence[Labelled], shape: Shape, tune: bool, teacher: Path | None
) -> tuple[Rows, Tuned]:
    """Rows with the word of the tuned encoder, which is the shipped one or learned from these labels."""
    rows, texts = rows_of(labelled, shape), [embedding_text(one.item) for one in single(labelled)]
    if not tune:
        shipped = Path(__file__).parent
        tuned = load_head(shipped).tuned
        return heard(rows, load_rows(shipped, shape), tuned, texts), tuned
    from models.fit import TUNED_FOLDS, folds
    from models.tuned_fit import tuned_and_held

    taught = None
    if teacher is not None:
        from models.teacher_fit import teach

        items = [one.item for one in single(labelled)]
        taught = teach(teacher, items, rows.marks, rows.weight, _progress)
    part = folds(rows, TUNED_FOLDS)
    tuned, held = tuned_and_held(texts, rows.marks, rows.weight, part, _progress, taught)
    return replace(rows, tuned=held), tuned


def _progress(words: str) -> None:
    print(f"models fit: {words}", file=sys.stderr, flush=True)


def _learned(head: Head, labelled: Sequence[Labelled]) -> Head:
    """The head with these labels as a reader's word beside the shipped rows."""
    from models.refit import Corrected, refit

    kept = single(labelled)
    vectors = embed([embedding_text(one.item) for one in kept]).tolist()
    said = [Corrected(one.item, vector, one.themes, None) for one, vector in zip(kept, vectors, strict=True)]
    return refit(head, load_rows(Path(__file__).parent, head.shape), said)


def _with_remembered(rows: Rows, known: set[str], paths: Sequence[Path], shape: Shape) -> Rows:
    """Rows, and the shipped numbers of those labels whose texts are not `known`."""
    labels = {key: themes for path in paths for key, themes in read_marks(path).items() if key not in known}
    if not labels:
        return rows
    shipped = Path(__file__).parent
    if load_head(shipped).shape != shape:
        print(
            f"models fit: {len(labels)} labels are left out: their texts are not here, and the rules have changed "
            "since their numbers were kept; give the texts with --texts",
            file=sys.stderr,
        )
        return rows
    return joined(rows, remembered(load_rows(shipped, shape), labels, shape))


def _evaluate(chosen: argparse.Namespace) -> int:
    figures = evaluate(_labelled(chosen.labels, chosen.texts))
    print(json.dumps(figures, ensure_ascii=False) if chosen.json else table(figures))
    return 0


def _vectors(items: Sequence[Item]) -> Floats | None:
    """Vectors of the items; null, with a word on standard error, where no embedding is at hand."""
    try:
        return embed([embedding_text(item) for item in items])
    except EmbedderMissing as error:
        print(f"models: judged by words alone. {error}", file=sys.stderr)
        return None


def _line(item: Item, tags: Sequence[Tag], told: Event) -> dict[str, object]:
    text = f"{item.title}\n{item.text}"
    mentions = find(text, item.vendor or item.source)
    publisher = publisher_of(item.source)
    return {
        "id": item.id,
        "vendor": item.vendor or main_company(publisher, mentions, len(text), text, len(item.title)),
        "entities": [asdict(mention) for mention in mentions],
        "themes": [
            {"theme": one.theme, "confidence": one.confidence, "shown": one.shown, "why": one.why}
            for one in tags
        ],
        "event": {"type": told.type, "confidence": told.confidence},
    }


if __name__ == "__main__":
    sys.exit(main())
