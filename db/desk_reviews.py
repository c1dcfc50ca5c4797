"""What people decide about prices that wait: accepted or rejected, every verdict kept (SQLite, WAL)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from db.desk import EditRefused, open_desk
from db.files import Files
from db.records import stamp
from db.statements import statement

VERDICTS = ("accepted", "rejected")
WORDS = {"accept": "accepted", "reject": "rejected"} | {word: word for word in VERDICTS}


@dataclass(frozen=True, slots=True)
class PriceReview:
    """One verdict of one person."""

    price_id: str
    verdict: str
    note: str | None
    at: str
    by: str


def review_price(
    data: Path, price_id: str, verdict: str, *, by: str, at: datetime, note: str | None = None
) -> PriceReview:
    """Accepts or rejects one quarantined price; the next pass takes it in. A later verdict replaces an earlier one.

    Raises EditRefused for another word than accepted or rejected, and where no person is named.
    """
    word = WORDS.get(verdict)
    if word is None:
        raise EditRefused(f"verdict {verdict!r} is not known; use one of {', '.join(VERDICTS)}")
    if not by.strip() or not price_id.strip():
        raise EditRefused("a verdict needs a price and the name of the person who gives it")
    made = PriceReview(price_id, word, (note or "").strip()[:4000] or None, stamp(at), by.strip()[:200])
    with open_desk(Path(data)) as con:
        con.execute(statement("desk_put_review"), [made.price_id, made.verdict, made.note, made.at, made.by])
        con.execute(statement("desk_put_verdict"), [made.price_id, made.verdict, made.note, made.at, made.by])
    return made


def price_reviews(data: Path) -> list[PriceReview]:
    """Every verdict, oldest first."""
    if not Files(data).desk.exists():
        return []
    with open_desk(data) as con:
        return [PriceReview(*row) for row in con.execute(statement("desk_reviews")).fetchall()]
