"""One theme, company or runtime: its momentum by week, the companies within a theme, the developments behind."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from pages.parts import evidence, filters, frame, momentum_figures, shown, stream

LIST = "page.momentum_list"
MANY = {"theme": "themes", "company": "companies", "runtime": "runtimes"}
PER_PAGE = 10
RIVALS = ["title", "uncapped", "uncapped_prev", "is_new", "developments", "developments_prev", "window_days",
          "window_ends"]  # fmt: skip


def draw(kind: str, subject: str, title: str, days: int) -> None:
    """Its weeks, within a theme the companies, and the developments that were counted."""
    if kind == "theme":
        with st.grid(2, min_column_width=300, gap="small"):
            _weeks(kind, subject, title)
            rivals = _rivals(subject, title, days)
        company = _company(rivals)
        if company is not None:
            _behind(days, "company in theme", company, theme=subject)
            return
    else:
        _weeks(kind, subject, title)
    _behind(days, kind, subject)
    if kind == "theme":
        # A link from a page to itself would leave the browser's address as it was.
        icon = ":material/search:"
        st.button("Search in these", icon=icon, type="tertiary", on_click=_search, args=(title, days))


def everyone(kind: str) -> str:
    """The choice of none in particular."""
    return f"All {MANY[kind]}"


@st.cache_resource(max_entries=16, show_spinner=False)
def drawn(snapshot: str, asked: tuple[object, ...], dark: bool, *, _rows: pd.DataFrame) -> go.Figure:
    """A figure kept while the snapshot is the newest; its rows are no part of the key."""
    if asked[0] == "weeks":
        return momentum_figures.weeks(_rows, dark)
    if asked[0] == "rivals":
        return momentum_figures.now_and_before(_rows, dark, now="uncapped", before="uncapped_prev")
    return momentum_figures.now_and_before(_rows, dark)


def mentions(number: float) -> str:
    """`1 mention`, `2 mentions`."""
    return f"{int(number)} mention{'' if int(number) == 1 else 's'}"


def _search(title: str, days: int) -> None:
    """The list of developments, narrowed to the theme and the window."""
    period = f"{days} days"
    st.session_state.update(view="Items", theme=title, period=period)
    st.query_params["period"] = period  # its filter was not drawn yet, and would not put it there


def _weeks(kind: str, subject: str, title: str) -> None:
    found = frame.rows(
        "page.momentum_weeks", where={"subject_kind": kind, "subject": subject}, order="ends_at", limit=20
    )
    known = found.dropna(subset=["momentum"])
    with st.container(border=True, height="stretch"):
        if len(known) < 2:
            st.header("Its weeks can't be compared yet", anchor=False)
            st.write("Too little was told of it in the newest thirteen weeks, or sources do not reach back.")
            return
        last = known.iloc[-1]
        said = f"×{last['momentum']:.2f} on {evidence.day(last['ends_at'])}"
        said += f", between ×{known['momentum'].min():.2f} and ×{known['momentum'].max():.2f} over {len(known)} weeks"
        since = "" if last.name == found.index[-1] else "; since then none can be"
        shown.chart(
            f"{title}: {said}",
            f"Momentum over the 30 days that end with each week, of the sources that can be compared then{since}",
            drawn(frame.snapshot(), ("weeks", kind, subject), frame.dark(), _rows=found),
            found.drop(columns=["subject_kind"]),
            key="momentum_weeks",
            alt=f"Momentum of {title} by week: {said}",
        )


def _rivals(theme: str, title: str, days: int) -> pd.DataFrame:
    """The companies of which most is told within the theme; returns all of them."""
    where = {"window_days": days, "subject_kind": "company in theme", "theme": theme}
    order = "uncapped desc nulls last, uncapped_prev desc nulls last, place_loud"
    found = frame.rows(LIST, where=where, order=order, limit=200)
    charted = found[found["charted"].astype(bool)]
    with st.container(border=True, height="stretch"):
        if charted.empty:
            st.header("No company within it", anchor=False)
            st.write(f"No source that can be compared told of a company within it in {days} days.")
            return found
        first = charted.iloc[0]
        said = ahead(charted)
        shown.chart(
            said,
            f"Mentions by company within {evidence.plain(title, 60)}, {days} days up to "
            f"{evidence.day(first['window_ends'])} (dot) and before (ring); own posts count, no vendor is capped",
            drawn(frame.snapshot(), ("rivals", theme, days), frame.dark(), _rows=charted),
            charted[RIVALS],
            key="momentum_rivals",
            alt=said,
        )
    return found


def ahead(charted: pd.DataFrame) -> str:
    """Which company is told of most now, or which ones are level; the most before, where none is."""
    first = charted.iloc[0]
    level = list(charted[charted["uncapped"] == first["uncapped"]]["title"])
    if not first["uncapped"]:
        return f"No company is told of now; before, {first['title']} was most: {mentions(first['uncapped_prev'])}"
    if len(level) == 1:
        return f"{first['title']} is told of most: {mentions(first['uncapped'])}, {int(first['uncapped_prev'])} before"
    who = f"{', '.join(level[:-1])} and {level[-1]}" if len(level) < 4 else f"{len(level)} companies"
    return f"{who} are level: {mentions(first['uncapped'])} each"


def _company(found: pd.DataFrame) -> str | None:
    """The company whose developments are read, one click each; None for all."""
    names = {evidence.clean(row["title"], 80): row for _, row in found.iterrows()}
    asked = st.query_params.get("company", "").casefold()
    offered = [name for name, row in names.items() if row["charted"] or name.casefold() == asked]
    chosen = filters.choice("Company", [everyone("company"), *offered], "company")
    return names[chosen]["subject"] if chosen in names else None


def _behind(days: int, kind: str, subject: str, theme: str | None = None) -> None:
    """The developments that were counted, newest first, a page at a time."""
    where = {"window_days": days, "subject_kind": kind, "subject": subject, "theme": theme}
    total = frame.count("page.momentum_behind", where=where)
    if not total:
        frame.no_match("development", f"Nothing was told of it in the newest {2 * days} days.")
        return
    now = frame.count("page.momentum_behind", where=where | {"in_window": True})
    st.caption(
        f"{now} development{'' if now == 1 else 's'} in the {days} days, {total - now} in the {days} days before"
    )
    place = st.container()
    number = filters.page_number(-(-total // PER_PAGE), key="part")
    ids = frame.rows(
        "page.momentum_behind",
        columns=["development_id"],
        where=where,
        order="published_at desc, development_id",
        limit=PER_PAGE,
        offset=PER_PAGE * (number - 1),
    )["development_id"]
    rows = frame.rows(
        "page.development_list", columns=[*stream.LIST, "sources"], where={"development_id": list(ids)}
    )
    with place:
        for _, row in rows.set_index("development_id", drop=False).loc[list(ids)].iterrows():
            stream.development(row, told=int(row["sources"]))
