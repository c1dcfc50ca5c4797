"""Rules about a whole page of prices: does it look like the page that we know?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import groupby

from ingest.accept_book import Book, Reading, ratio, same_price

# Factors that come from a wrong tab, unit or measure rather than from a price list.
TELLING = frozenset(
    Fraction(*pair) for pair in ((1, 2), (2, 1), (1000, 1), (1, 1000), (100, 1), (1, 100), (10**6, 1), (1, 10**6))
)
MOST_OF_A_PAGE = 0.6
PART_OF_A_PAGE = 0.25
A_HALF_OR_SO = 0.4


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a whole page is not believed; `vendor` where only that vendor's part of a catalogue is meant."""

    rule: str
    sentence: str
    vendor: object | None = None

    def covers(self, reading: Reading) -> bool:
        """Whether the doubt is about this price."""
        return self.vendor is None or reading.thing[0] == self.vendor


Pair = tuple[Reading, Reading]  # (before, new)


def doubts(
    pairs: Sequence[Pair], gone: Sequence[Reading], listed: int, book: Book, repeated: bool, anything_new: bool
) -> Iterator[Doubt]:
    """What is wrong with the page as a whole, the gravest first."""
    changed = [(old, new) for old, new in pairs if not same_price(old, new)]
    # An older copy can't list what was never seen before.
    if not anything_new and (old_copy := _older(changed, gone, book, repeated)):
        yield old_copy
    yield from _uniform(pairs)
    if len(gone) >= 2 and len(gone) > A_HALF_OR_SO * listed:
        yield Doubt("page_lost_rows", f"the page lists {listed - len(gone)} of the {listed} prices that it had; look whether it can still be read")


def _older(changed: Sequence[Pair], gone: Sequence[Reading], book: Book, repeated: bool) -> Doubt | None:
    back = [new for _, new in changed if book.stood(new)]
    if (repeated and (changed or gone)) or (len(back) >= 2 and len(back) == len(changed)):
        return Doubt("older_page", "the page shows what an earlier copy of it showed; it may come from a cache")
    return None


def _uniform(pairs: Sequence[Pair]) -> Iterator[Doubt]:
    """One factor over the page, or over the part of a catalogue that belongs to one vendor."""
    by_vendor = sorted(pairs, key=lambda pair: str(pair[0].thing[0]))
    for _, group in groupby(by_vendor, key=lambda pair: str(pair[0].thing[0])):
        part = list(group)
        found = [(factor, new) for old, new in part if (factor := ratio(old, new)) is not None]
        counts = Counter(round(float(factor), 4) for factor, _ in found if factor != 1)
        if not counts:
            continue
        even, count = counts.most_common(1)[0]
        telling = any(abs(float(one) - even) < 1e-3 * float(one) for one in TELLING)
        names = {new.thing[1] for one, new in found if round(float(one), 4) == even}
        if _too_even(count, len(found), len(names), telling):
            told = f"{count} of {len(found)} prices changed by the same factor, ×{even:g}"
            yield Doubt("uniform_factor", f"{told}: the page may show another tier, unit or currency", part[0][0].thing[0])


def _too_even(count: int, comparable: int, names: int, telling: bool) -> bool:
    if names >= 2 and count >= max(3, MOST_OF_A_PAGE * comparable):
        return True
    if telling and names >= 2:
        return count >= max(4, PART_OF_A_PAGE * comparable)
    return telling and count == comparable >= 2
