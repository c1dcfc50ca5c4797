"""How good the tags are on a labelled file: F1 over all and by theme, precision of what is shown, calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.embedder import EmbedderMissing, embed
from models.event_encoder import events
from models.events import BUSINESS, TYPES
from models.items import embedding_text
from models.labelled import NOT_SCORED, Labelled
from models.theme_rules import load_themes
from models.themes import Tag, tag

CUT = 0.5  # a tag counts as given from this confidence on
BINS = 10


@dataclass(frozen=True, slots=True)
class Counted:
    """Right, wrong and missed of one kind of answer."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        """Null where nothing was answered."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        """Null where there was nothing to find."""
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    @property
    def f1(self) -> float | None:
        """Null where there was neither anything to find nor any answer."""
        whole = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / whole if whole else None

    def row(self) -> dict[str, object]:
        """The three measures and how many there were to find."""
        measures = {"precision": self.precision, "recall": self.recall, "f1": self.f1}
        rounded = {name: None if value is None else round(value, 4) for name, value in measures.items()}
        return {**rounded, "support": self.right + self.missed}


def evaluate(labelled: Sequence[Labelled]) -> dict[str, object]:
    """Every measure as plain numbers, ready for JSON."""
    items = [one.item for one in labelled]
    try:
        tags = tag(items, embed([embedding_text(item) for item in items]))
    except EmbedderMissing:
        tags = tag(items, None)
    names = [theme.id for theme in load_themes()]
    marks = np.array([[name in one.themes for name in names] for one in labelled], dtype=bool)
    sure = np.array([[_sure(row, name) for name in names] for row in tags], dtype=float)
    shown = np.array([[_shown(row, name) for name in names] for row in tags], dtype=bool)
    given = sure >= CUT
    by_theme = {name: _count(given[:, n], marks[:, n]) for n, name in enumerate(names)}
    parts = [counted.f1 for counted in by_theme.values() if counted.f1 is not None]
    first = [one.themes[0] if one.themes else None for one in labelled]
    tops = [row[0].theme if row else None for row in tags]
    scored = [(top, want) for top, want in zip(tops, first, strict=True) if want]
    return {
        "items": len(labelled),
        "micro": _count(given.ravel(), marks.ravel()).row(),
        "macro_f1": round(float(np.mean(parts)), 4) if parts else None,
        "shown": _count(shown.ravel(), marks.ravel()).row(),
        "ece": round(calibration_error(sure.ravel(), marks.ravel()), 4),
        "primary_right": round(sum(a == b for a, b in scored) / len(scored), 4) if scored else None,
        "themes": {name: counted.row() for name, counted in by_theme.items()},
        **_events(labelled),
    }


def calibration_error(sure: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Expected calibration error over equal bins: how far confidence is from how often it is right."""
    if not len(sure):
        return 0.0
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    gaps = [abs(sure[place == n].mean() - right[place == n].mean()) * (place == n).sum() for n in set(place)]
    return float(sum(gaps) / len(sure))


def table(figures: dict[str, object]) -> str:
    """The measures as lines for a person."""
    themes = figures["themes"]
    events = figures["events"]
    assert isinstance(themes, dict) and isinstance(events, dict)
    lines = [f"{'':26}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}"]
    lines += [_line(name, row) for name, row in themes.items()]
    lines += [_line("all themes (micro)", figures["micro"]), _line("shown tags", figures["shown"])]
    lines.append(f"macro F1 {figures['macro_f1']}  ECE {figures['ece']}  primary {figures['primary_right']}")
    lines += [_line(f"event {name}", row) for name, row in events.items()]
    lines += [_line("business events", figures["business_events"])]
    lines.append(f"event accuracy {figures['event_accuracy']}  items {figures['items']}")
    return "\n".join(lines)


def _line(name: str, row: object) -> str:
    assert isinstance(row, dict)
    cells = [row["precision"], row["recall"], row["f1"]]
    shown = "".join(f"{'-' if cell is None else format(cell, '.3f'):>7}" for cell in cells)
    return f"{name:26}{shown}{row['support']:>6}"


def _events(labelled: Sequence[Labelled]) -> dict[str, object]:
    scored = [one for one in labelled if one.event not in (None, NOT_SCORED)]
    pairs = [(one.event, told.type) for one, told in zip(scored, events([one.item for one in scored]), strict=True)]
    rows: dict[str, object] = {}
    for name in TYPES:
        counted = _pairs(pairs, (name,))
        if counted.right + counted.wrong + counted.missed:
            rows[name] = counted.row()
    return {
        "events": rows,
        "business_events": _pairs(pairs, BUSINESS).row(),
        "event_accuracy": round(sum(a == b for a, b in pairs) / len(pairs), 4) if pairs else None,
    }


def _pairs(pairs: Sequence[tuple[str | None, str]], names: Sequence[str]) -> Counted:
    right = sum(want == got and want in names for want, got in pairs)
    wrong = sum(got in names and want != got for want, got in pairs)
    missed = sum(want in names and want != got for want, got in pairs)
    return Counted(right, wrong, missed)


def _count(given: NDArray[np.bool_], marks: NDArray[np.bool_]) -> Counted:
    return Counted(int((given & marks).sum()), int((given & ~marks).sum()), int((~given & marks).sum()))


def _sure(tags: Sequence[Tag], theme: str) -> float:
    return next((one.confidence for one in tags if one.theme == theme), 0.0)


def _shown(tags: Sequence[Tag], theme: str) -> bool:
    return any(one.theme == theme and one.shown for one in tags)
