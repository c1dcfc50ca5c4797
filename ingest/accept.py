"""Which prices of a newly read page are believed, and which wait with a reason that a person can act on; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from ingest.accept_book import CONFIRMABLE, Book, Reading, as_row, ratio, reading_of, same_price
from ingest.accept_page import Doubt, doubts
from ingest.rows import Row
from models.ai_models import Identity, resolve
from models.ai_models_table import table

TOO_DEAR = 10
LATER = timedelta(hours=1)
FORTNIGHT = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Look:
    """The circumstances of one reading of a page."""

    at: datetime
    repeated: bool = False  # this very copy was here before the present one
    last_good_at: datetime | None = None
    suspicious_since: datetime | None = None
    problems: tuple[str, ...] = ()


@dataclass(slots=True)
class Outcome:
    """Rows to append, and why the source as a whole is under suspicion."""

    points: list[Row] = field(default_factory=list)
    verdicts: list[Row] = field(default_factory=list)
    absences: list[Row] = field(default_factory=list)
    doubt: str | None = None


def judge(rows: Sequence[Row], book: Book, look: Look) -> Outcome:
    """Holds the prices of one document against what is known of its source; `book` learns what is decided."""
    out = Outcome()
    known = bool(book.readings)
    found = [(row, reading_of(row)) for row in rows]
    stated = _one_price_each([pair for pair in found if pair[1].status == "accepted"], book, out)
    for row, new in found:
        if new.status != "accepted" and not _remembered(new, book):
            _keep(out, book, row, new.status, new.rule, row["reason"])
    befores = {new.price_id: book.before(new) for _, new in stated}
    gone, listed = _gone({new.series_key for _, new in found}, book, look) if known else ([], 0)
    pairs = [(old, new) for _, new in stated if (old := befores[new.price_id]) is not None]
    news = any(one.series_key not in book.series for _, one in stated)
    pages = list(doubts(pairs, gone, listed, book, look.repeated, news)) if known else []
    pages = [page for page in pages if not _outlasted(page, look)]
    lost = {one.thing: one for one in gone}
    for row, new in stated:
        doubt = next((page for page in pages if page.covers(new)), None)
        _settle(row, new, befores[new.price_id], _Page(look, known, doubt, lost), book, out)
    # One vendor's part of a catalogue is held back on its own; the rest of the catalogue is good.
    of_all = [page for page in pages if 2 * sum(page.covers(one) for _, one in stated) >= len(stated)]
    if of_all:
        out.doubt = of_all[0].sentence
    else:
        _note_absences(gone, book, look, rows, out)
    return out


def _outlasted(page: Doubt, look: Look) -> bool:
    """A page that has listed less for a fortnight does list less; its prices are then not seen since, never deleted."""
    since = look.suspicious_since
    return page.rule == "page_lost_rows" and since is not None and look.at - since >= FORTNIGHT


@dataclass(frozen=True, slots=True)
class _Page:
    """What `_settle` needs to know beside the row."""

    look: Look
    known: bool
    doubt: Doubt | None
    lost: dict[tuple[object, ...], Reading]


def _settle(row: Row, new: Reading, old: Reading | None, page: _Page, book: Book, out: Outcome) -> None:
    """One price of the page: the same as before, confirmed, new, or a change that must wait."""
    if old is not None and same_price(old, new):
        _still_there(row, new, old, page.look, book, out)
        return
    waiting = book.same_as(new)
    if waiting is not None:
        _seen_again(waiting, page, book, out)
        return
    rule, reason = why_not(new, old, page.doubt, page.lost.get(new.thing), page.known, book)
    _keep(out, book, row, "quarantined" if rule else "accepted", rule, reason)


def why_not(
    new: Reading, old: Reading | None, doubt: Doubt | None, twin: Reading | None, known: bool, book: Book
) -> tuple[str | None, str | None]:
    """The first rule that keeps a new price back, and the sentence for it; nulls where none does."""
    if doubt and known:
        return doubt.rule, f"{doubt.sentence}; {_what_to_do(doubt.rule)}"
    if twin is not None and old is None and twin.series_key != new.series_key:
        return "unit_or_currency", f"the page gave {twin.words} before and gives {new.words} now; accept it if that is meant"
    if old is None or _points_elsewhere(new, old):
        return None, None
    return next(
        (found for rule in (_other_measure, _out_of_range, _alias_moved, _flip_flop) if (found := rule(new, old, book))),
        ("single_reading", f"changed from {old.words} to {new.words}; it counts when a later look or another source says the same"),
    )


def _what_to_do(rule: str) -> str:
    if rule == "page_lost_rows":
        return "a price first seen there counts when a later look still shows it"
    return "accept it only if the vendor announced it"


def _other_measure(new: Reading, old: Reading, book: Book) -> tuple[str, str] | None:
    if new.per == old.per and new.currency == old.currency:
        return None
    return "unit_or_currency", f"the page gave {old.words} before and gives {new.words} now; accept it if that is meant"


def _out_of_range(new: Reading, old: Reading, book: Book) -> tuple[str, str] | None:
    times = ratio(old, new)
    if times is None:
        return "ratio_out_of_range", f"it was {old.words} before and is {new.words} now; accept it if the page says free where it is free"
    if times < TOO_DEAR and times * TOO_DEAR > 1:
        return None
    return "ratio_out_of_range", f"{float(times):.4g} times the price before ({old.words}); accept it if the page really says so"


def _alias_moved(new: Reading, old: Reading, book: Book) -> tuple[str, str] | None:
    if _target(new) is not UNKNOWN:
        return None
    return "alias_moved", (
        f"{new.ai_model!r} is a name that moves from one AI model to another, and it is not known where it points now; "
        "accept it if the same AI model changed its price"
    )


def _flip_flop(new: Reading, old: Reading, book: Book) -> tuple[str, str] | None:
    earlier = book.stood(new)
    if earlier is None:
        return None
    day = earlier.observed_at.date()
    return "flip_flop", f"back at {new.words}, which stood on {day} before {old.words}; the page may show readers different prices"


UNKNOWN = "it is not known where it points"


def _target(reading: Reading) -> str | None:
    """Which AI model a moving alias meant on the day of the price; null for a name that does not move."""
    vendor, name = str(reading.thing[0]), str(reading.thing[1])
    if not any(alias in name for _, alias in table().moving):
        return None
    found = resolve(vendor, reading.ai_model, reading.effective_from or reading.observed_at.date())
    if isinstance(found, Identity):
        return found.ai_model_id if found.alias else None
    return UNKNOWN if "moving alias" in found.reason else None


def _points_elsewhere(new: Reading, old: Reading) -> bool:
    """Whether the alias is known to mean another AI model than it did: then this is no change of one price."""
    now = _target(new)
    return now is not None and now is not UNKNOWN and now != _target(old)


def _still_there(row: Row, new: Reading, old: Reading, look: Look, book: Book, out: Outcome) -> None:
    """The price that stood stands; what waited to replace it was seen only once."""
    for once in book.waiting(new.series_key):
        if once.price_key == new.price_key and once.observed_at < look.at:
            reason = f"seen on {once.observed_at.date()}, and no longer on {look.at.date()}; the page may show readers different prices"
            _decide(out, book, once, "quarantined", "flip_flop", reason, look.at)
    own = old.price_key == new.price_key
    told_more = own and (old.effective_to, old.per) != (new.effective_to, new.per)
    if not own or told_more or new.price_key in book.absent or _points_elsewhere(new, old):
        _keep(out, book, row, "accepted", None, None)


def _seen_again(waiting: Reading, page: _Page, book: Book, out: Outcome) -> None:
    """A second reading confirms what only waited for one; what a person must judge keeps waiting."""
    believed = page.doubt is None or page.doubt.rule == "page_lost_rows"
    later = page.look.at - waiting.observed_at >= LATER
    if waiting.status == "quarantined" and waiting.rule in CONFIRMABLE and believed and later:
        reason = f"seen again on {page.look.at.date()}"
        _decide(out, book, waiting, "accepted", "second_reading", reason, page.look.at)


def _remembered(new: Reading, book: Book) -> bool:
    old = book.standing(new.price_key)
    return book.same_as(new) is not None or (old is not None and same_price(old, new))


def _one_price_each(found: list[tuple[Row, Reading]], book: Book, out: Outcome) -> list[tuple[Row, Reading]]:
    """One row for each key; a page that gives two prices for one thing is believed where one of them stood before."""
    by_key: dict[str, list[tuple[Row, Reading]]] = {}
    for row, new in found:
        held = by_key.setdefault(new.price_key, [])
        if not any(same_price(new, other) for _, other in held):
            held.append((row, new))
    single = []
    for key, held in by_key.items():
        old = book.standing(key)
        kept = held if len(held) == 1 else [pair for pair in held if old and same_price(old, pair[1])]
        single += kept
        words = " and ".join(new.words for _, new in held[:4])
        for row, new in held:
            if not any(new is one for _, one in kept) and not _remembered(new, book):
                _keep(out, book, row, "quarantined", "two_prices", f"the page gives {words} for the same thing; accept the right one")
    return single


def _gone(stated: set[str], book: Book, look: Look) -> tuple[list[Reading], int]:
    """What the source listed before and does not now, one reading a series; and how many series it listed."""
    day: date = look.at.date()
    listed = {one.series_key: one for one in book.listed(day)}
    return [one for key, one in listed.items() if key not in stated], len(listed)


def _note_absences(gone: list[Reading], book: Book, look: Look, rows: Sequence[Row], out: Outcome) -> None:
    """Not seen since: a mark beside the price, never a deletion; what could not be read is not called absent."""
    if not rows:
        return
    unread = " ".join(look.problems).casefold()
    for one in gone:
        if one.ai_model.casefold() in unread:
            continue
        for key in book.series[one.series_key]:
            standing = book.standing(key)
            if standing and key not in book.absent:
                book.absent.add(key)
                out.absences.append({
                    "price_key": key, "source_id": rows[0]["source_id"], "document_id": rows[0]["document_id"],
                    "observed_at": look.at, "last_seen_at": look.last_good_at or standing.observed_at,
                })  # fmt: skip


def _keep(out: Outcome, book: Book, row: Row, status: str, rule: str | None, reason: str | None) -> None:
    kept = row | {"status": status, "rule": rule, "reason": reason}
    out.points.append(kept)
    book.add(reading_of(kept))
    if status == "accepted":
        book.absent.discard(row["price_key"])


def _decide(out: Outcome, book: Book, reading: Reading, status: str, rule: str, reason: str, at: datetime) -> None:
    out.verdicts.append(as_row(reading, status, rule, reason, at))
    book.decide(reading.price_id, reading.price_key, status, rule)
