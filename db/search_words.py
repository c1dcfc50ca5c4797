"""The words of a search: how texts and questions fall into terms, what a question asks, what to highlight."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

MOST_TEXT = 200_000  # characters of one text that are indexed
MOST_ASKED = 500  # characters of a question that are read
MOST_WORDS = 20
LONGEST_TERM = 64
FIELDS = ("vendor", "theme", "kind", "source")
KANA_HAN = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# Scripts without spaces give a term for each character; versions such as 4.5 stay whole.
WORD = re.compile(rf"[{KANA_HAN}]|[^\W_{KANA_HAN}]+(?:\.[0-9]+)*")
PIECE = re.compile(r'([-−])?(?:([A-Za-z]{2,12}):(?=[^\s/]))?(?:"([^"]*)("?)|(\S+))')
CURLY = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "–": "-", "—": " "})
KEEPS_S = frozenset({"news", "this", "less", "always", "perhaps"})

Phrase = tuple[str, ...]


@lru_cache(maxsize=200_000)
def term_of(word: str) -> str:
    """The term of one word: folded case, no accents, no plural s; empty where the word is too long to be one."""
    folded = word.casefold()
    if not folded.isascii():
        folded = "".join(c for c in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(c))
    if len(folded) > LONGEST_TERM:
        return ""
    if len(folded) < 4 or folded[-1] != "s" or folded[-2] == "s" or folded in KEEPS_S:
        return folded
    return folded[:-3] + "y" if folded.endswith("ies") and len(folded) > 4 else folded[:-1]


def terms_of(text: str | None) -> list[str]:
    """The terms of a text, in order."""
    if not text:
        return []
    plain = text[:MOST_TEXT] if text.isascii() else unicodedata.normalize("NFC", text[:MOST_TEXT])
    return [term for term in map(term_of, WORD.findall(plain)) if term]


def begins(term: str) -> tuple[int, int]:
    """The least and greatest number that the first six bytes of a term beginning so can make, in order of the terms."""
    start = term.encode("utf-8", "replace")[:6]
    return int.from_bytes(start.ljust(6, b"\0")), int.from_bytes(start.ljust(6, b"\xff"))


@dataclass(frozen=True, slots=True)
class Filter:
    """One `field:value` of a question; `wanted` is false after a minus."""

    field: str
    value: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class Query:
    """What a question asks: all of `words`, none of `without`, inside the filters.

    A phrase is one or more terms in a row. `plain` is the text to embed; `remarks` say what could not be read.
    """

    words: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()
    filters: tuple[Filter, ...] = ()
    plain: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing of the question could be read."""
        return not (self.words or self.without or self.filters)


@dataclass(slots=True)
class _Reading:
    words: list[Phrase] = field(default_factory=list)
    without: list[Phrase] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    def remarked(self) -> tuple[str, ...]:
        """The remarks, each once; signs between words are worth one only where nothing else was said."""
        if text := "" if self.words or self.without or self.filters else " ".join(self.unread).strip():
            self.remarks.append(f"“{shown(text)}” holds no letter or digit to search for.")
        elif self.unread and not (self.words or self.without or self.filters):
            self.remarks.append("A quotation mark alone is nothing to search for.")
        return tuple(dict.fromkeys(self.remarks))


def parse(text: str) -> Query:
    """Reads words, "phrases", -minus and vendor: theme: kind: source: filters; never fails, says what it left out."""
    read = _Reading()
    if len(text) > MOST_ASKED:
        read.remarks.append(f"The search is long: only its first {MOST_ASKED} characters were read.")
    whole = text[:MOST_ASKED].encode("utf-8", "replace").decode()
    cut = unicodedata.normalize("NFC", whole).translate(CURLY)
    for minus, name, quoted, closed, bare in PIECE.findall(cut):
        if not bare and not closed and quoted.strip():
            read.remarks.append("A quotation mark was not closed: all after it was read as one phrase.")
        _add(read, bool(minus), name, bare or quoted)
        if len(read.words) + len(read.without) >= MOST_WORDS:
            read.remarks.append(f"Only the first {MOST_WORDS} words were searched for.")
            break
    return Query(
        tuple(dict.fromkeys(read.words)),
        tuple(dict.fromkeys(read.without)),
        tuple(dict.fromkeys(read.filters)),
        " ".join(read.plain),
        read.remarked(),
    )


def _add(read: _Reading, minus: bool, name: str, value: str) -> None:
    known = name.lower() in FIELDS
    if known and terms_of(value):
        read.filters.append(Filter(name.lower(), " ".join(value.split()), not minus))
        return
    if name and not known:
        read.remarks.append(
            f"“{name}:” is no filter, so it was searched as a word; filters are vendor: theme: kind: source:"
        )
        value = f"{name} {value}"
    terms = tuple(terms_of(value))
    if value in ("OR", "AND", "NOT"):
        read.remarks.append(f"{value} is no order here: all words must occur, and -word must not.")
    elif terms:
        (read.without if minus else read.words).append(terms)
        if not minus:
            read.plain.append(value)
    elif len(value) > LONGEST_TERM:
        read.remarks.append(f"“{shown(value)}” is too long for a word and was left out.")
    else:
        read.unread.append(value)


def shown(text: str) -> str:
    """Foreign text for a sentence: short, on one line, without control characters."""
    line = "".join(c if c.isprintable() else " " for c in text)
    return line if len(line) <= 40 else line[:39] + "…"


def holds(terms: Sequence[str], phrase: Phrase) -> bool:
    """Whether the terms contain the phrase in a row."""
    first, width = phrase[0], len(phrase)
    return any(term == first and tuple(terms[at : at + width]) == phrase for at, term in enumerate(terms))


def snippet(text: str | None, query: Query, width: int = 260) -> list[tuple[str, bool]]:
    """The stretch of a text that says most of what was asked, as (piece, is_hit); never markup.

    The pieces put together are that stretch, with … where the text goes on.
    """
    plain = unicodedata.normalize("NFC", (text or "")[:MOST_TEXT])
    hits = _hits(plain, query)
    if not hits:
        return [(_cut(plain, 0, width), False)] if plain else []
    start = _densest(hits, width)
    start = max(0, start - width // 6) if start + width < len(plain) else max(0, len(plain) - width)
    end = min(len(plain), start + width)
    start, end = _whole_words(plain, start, end)
    return list(_pieces(plain, [hit for hit in hits if hit[0] >= start and hit[1] <= end], start, end))


def _hits(text: str, query: Query) -> list[tuple[int, int]]:
    wanted = {term for phrase in query.words for term in phrase}
    spans = [(match.start(), match.end(), term_of(match[0])) for match in WORD.finditer(text)]
    exact = {term for _, _, term in spans} & wanted
    # A word that is nowhere as such was found by its beginning, as while typing.
    begun = tuple(term for term in wanted - exact if len(term) > 1)
    return [(a, b) for a, b, term in spans if term in exact or (begun and term.startswith(begun))]


def _densest(hits: Sequence[tuple[int, int]], width: int) -> int:
    """Where the window with most hits starts; the first of equals."""
    best, most, last = hits[0][0], 0, 0
    for at, (start, _) in enumerate(hits):
        while last < len(hits) and hits[last][1] <= start + width:
            last += 1
        if last - at > most:
            best, most = start, last - at
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The window, drawn in to the next spaces where they are near."""
    if start:
        space = text.find(" ", start, start + 30)
        start = space + 1 if space >= 0 else start
    if end < len(text):
        space = text.rfind(" ", end - 30, end)
        end = space if space > start else end
    return start, end


def _cut(text: str, start: int, end: int) -> str:
    start, end = _whole_words(text, start, min(end, len(text)))
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


def _pieces(text: str, hits: Iterable[tuple[int, int]], start: int, end: int) -> Iterator[tuple[str, bool]]:
    at, before = start, "…" if start else ""
    for a, b in hits:
        if before or a > at:
            yield before + text[at:a], False
        yield text[a:b], True
        at, before = b, ""
    after = text[at:end] + ("…" if end < len(text) else "")
    if before or after:
        yield before + after, False
