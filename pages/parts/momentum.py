"""Momentum: which theme, company or runtime is told of more than before, and by how many."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from pages.parts import evidence, filters, frame, momentum_subject, shown
from pages.parts.momentum_subject import LIST, MANY, drawn, everyone

KINDS = {"Themes": "theme", "Companies": "company", "Runtimes": "runtime"}
SPANS = ("30 days", "90 days")
LONGEST = 90
RISES = 1.2  # momentum that is worth a headline
ENOUGH = 3  # subjects, before the shorter window is worth showing
FORMULA = (
    "Momentum = (mentions + 5) ÷ (mentions before + 5). A mention is one story told by one vendor, "
    "however often it is repeated; only sources that reach back over both windows count."
)
RULES = """
- **Mention**: a development that shows the theme, or names the company or runtime; a company's own posts count for it. It
  counts once, however often its text repeats the name, and so does a story that one vendor tells in several places.
- **Release notes** count once a source and week.
- **Independent sources** are vendors: two feeds of one vendor are one.
- **No vendor** counts for more than a third of a subject's mentions, or for three where few speak.
- **Compared** are sources that were read, or reach back, before the earlier window began and were still heard of in the newer
  one. Where there is none, momentum is unknown and left empty.
- **New**: at least two independent sources, after 90 days of silence.
- A subject is charted from three mentions in both windows together, by two sources in one of them.
"""
TABLE = {  # the first three columns are all that a phone shows without a swipe
    "title": st.column_config.TextColumn("Name", width=192),
    "momentum": st.column_config.NumberColumn("Times", format="×%.2f", width=58, help=FORMULA),
    "mentions": st.column_config.NumberColumn("Now", width=42),
    "mentions_prev": st.column_config.NumberColumn("Before", width=56),
    "sources": st.column_config.NumberColumn("Sources", width=66),
}
DOWNLOAD = ["title", "mentions", "mentions_prev", "momentum", "sources", "sources_prev", "is_new", "developments",
            "developments_prev", "window_days", "window_ends"]  # fmt: skip


def draw() -> None:
    """What rises and falls, and the one that is picked."""
    source = frame.reader()
    if source is not None and not source.has(LIST):
        frame.older_snapshot("momentum")
        return
    with st.container(horizontal=True, gap="medium", vertical_alignment="center"):
        kind = KINDS[filters.choice("Of", list(KINDS), "of")]
        days = filters.window(key="span", default=_usual(kind), options=SPANS)
    listed = frame.rows(LIST, where={"window_days": days, "subject_kind": kind}, order="place", limit=1000)
    _all(listed, kind, days)
    _formula()
    subject, title = _picked(listed, kind)
    if subject is not None:
        momentum_subject.draw(kind, subject, title, days)


def _formula() -> None:
    with st.container(gap=None):
        st.caption(FORMULA)
        with st.popover("How it is counted", icon=":material/function:", type="tertiary"):
            st.markdown(RULES)


def _usual(kind: str) -> str:
    """The shorter window, unless it holds too little and the longer one more."""
    enough = {"subject_kind": kind, "enough": True}
    short, long = (frame.count(LIST, where=enough | {"window_days": filters.WINDOWS[span]}) for span in SPANS)
    return SPANS[short < ENOUGH and long > short]


def finding(charted: pd.DataFrame, kind: str, days: int) -> str:
    """What rises most, or falls most where nothing rises, as a sentence with its counts."""
    first, last = charted.iloc[0], charted.sort_values("place_falling").iloc[0]
    if first["is_new"] or first["momentum"] >= RISES:
        word, told = "New" if first["is_new"] else "Rising most", first
    elif last["momentum"] <= 1 / RISES:
        word, told = f"No {kind} rises much; falling most", last
    else:
        return f"No {kind} rises or falls much"
    return f"{word}: {told['title']}, {counted(told)}, {int(told['mentions_prev'])} in the {days} days before"


def counted(row: pd.Series) -> str:
    """Mentions and the sources they come from."""
    said, sources = momentum_subject.mentions(row["mentions"]), int(row["sources"])
    return f"{said} from {sources} source{'' if sources == 1 else 's'}" if sources else said


def _all(listed: pd.DataFrame, kind: str, days: int) -> None:
    """What rises and falls as a chart, beside a table of all of which a row can be chosen."""
    charted = listed[listed["charted"].astype(bool)]
    if charted.empty:
        _too_little(listed, kind, days)
    told = listed[listed["mentions"].fillna(0) + listed["mentions_prev"].fillna(0) > 0]
    if told.empty:  # what only sources tell that reach less far back is still in the choice below
        return
    left, right = st.columns([10, 11], gap="small") if len(charted) else (None, st.container())
    if left is not None:
        said = finding(charted, kind, days)
        until = evidence.day(charted["window_ends"].max())
        compared = int(charted["compared_sources"].max())
        with left, st.container(border=True, height="stretch"):
            shown.chart(
                said,
                f"Mentions in the {days} days up to {until} (dot) and in the {days} days before (ring) · "
                f"{compared} source{'' if compared == 1 else 's'} compared, which told "
                f"{int(charted['published'].max())} developments, {int(charted['published_prev'].max())} before",
                drawn(frame.snapshot(), ("all", kind, days), frame.dark(), _rows=charted),
                charted[DOWNLOAD],
                key="momentum",
                alt=said,
            )
    with right, st.container(border=True, height="stretch"):
        _table(told, kind, days)


def _table(told: pd.DataFrame, kind: str, days: int) -> None:
    """All that are told of, those with too little behind their momentum last."""
    with st.container(gap=None):
        st.header(f"All {MANY[kind]}", anchor=False)
        thin = "" if told["enough"].all() else " Last: under three mentions, or one source alone."
        st.caption(f"Choose a row to read what is behind it.{thin}")
    marks = told["is_new"].map({True: " · new"}).fillna("")
    st.dataframe(
        told.assign(title=told["title"] + marks)[list(TABLE)],
        hide_index=True,
        key=_table_key(kind, days),
        column_config=TABLE,
        selection_mode="single-row",
        on_select=lambda: _choose(told, kind, days),
        height=min(33 * len(told) + 36, 430),
        placeholder="",
        alt=f"Mentions now and before of {len(told)} {MANY[kind]}",
    )


def _too_little(listed: pd.DataFrame, kind: str, days: int) -> None:
    known = listed["compared_sources"].max() if len(listed) else 0
    hint = (
        f"Fewer than three mentions of each, or one source alone, in {days} days and the {days} days before."
    )
    longer = {"subject_kind": kind, "enough": True, "window_days": LONGEST}
    if days < LONGEST and frame.count(LIST, where=longer):
        hint += f" {LONGEST} days hold more."
    if listed.empty:
        hint = f"Nothing told of {MANY[kind]} in the newest {2 * days} days."
    elif not known:
        hint = f"No source was watched over both the newest {days} days and the {days} days before."
    frame.no_match("momentum", hint)


def _table_key(kind: str, days: int) -> str:
    return f"momentum_{kind}_{days}"


def _choose(listed: pd.DataFrame, kind: str, days: int) -> None:
    """A row of the table sets the filter below it."""
    rows = st.session_state[_table_key(kind, days)]["selection"]["rows"]
    st.session_state[kind] = evidence.clean(listed["title"].iloc[rows[0]], 80) if rows else everyone(kind)


def _picked(listed: pd.DataFrame, kind: str) -> tuple[str | None, str]:
    """(id, title) of the subject that the address names; no id for all."""
    names = {evidence.clean(row["title"], 80): row["subject"] for _, row in listed.iterrows()}
    if kind == "theme":  # the same choice as in the list of developments, so that it goes along
        themes = frame.rows("themes", columns=["theme", "title"])
        names |= {evidence.clean(row["title"], 80): row["theme"] for _, row in themes.iterrows()}
    chosen = filters.one(kind.capitalize(), [everyone(kind), *sorted(names)], kind)
    return names.get(chosen), chosen
