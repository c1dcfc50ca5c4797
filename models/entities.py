"""Finds companies, AI models, runtimes, products and chips in text, each mention with its span."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from models.entity_ai_models import Parts, Reading
from models.entity_files import Entity
from models.entity_index import TOKEN, Alias, gap, index, names, readers

MOST_MENTIONS = 2_000  # of one text; hostile texts repeat a name without end
JOINED = 8  # characters: names as long are known written as one word too (thinkingmachines)
NEAR = 300  # characters on either side in which a word gives a name its context
# One character each, so that offsets hold: hyphens of all kinds, odd spaces, curly apostrophes.
_SAME = dict.fromkeys(range(8208, 8214), "-") | {
    0x00A0: " ",
    0x202F: " ",
    0x2009: " ",
    0x2019: "'",
    0x2018: "'",
    0x2122: " ",
    0x00AE: " ",
}
_FEED_WORD = re.compile(r"-?(?:news|blog|feed|changelog|releases|research|labs|hq|inc)$")
_COMPOUND = re.compile(r"-[a-z]")
_MAKER = re.compile(r"-(?:based|powered|built|backed|owned|native|style|compatible|only|led|made)\b")
_DOMAIN = re.compile(r"\.(?:com|org|net|io|dev|ai|md|py|ts|js)\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """One entity named in a text: `surface` is text[starts:ends]."""

    entity_id: str
    entity_kind: str
    surface: str
    starts: int
    ends: int


@dataclass(frozen=True, slots=True)
class _Hit:
    entity_id: str
    kind: str
    starts: int
    ends: int
    sure: bool
    company: str | None
    needs: re.Pattern[str] | None


def runtimes() -> list[Entity]:
    """Everything that agents run on, chips included: the rows of the board."""
    return [*names().runtimes.values(), *names().chips.values()]


def title_of(entity_id: str) -> str:
    """The name that a screen shows; the id itself where we know no better."""
    known = names()
    for table in (known.companies, known.runtimes, known.products, known.chips):
        if entity_id in table:
            return table[entity_id].title
    return entity_id


def company_of(vendor: str | None) -> str | None:
    """The company behind a source's vendor ("openai", "Anthropic", "google_ai"); null where we know none."""
    if not vendor:
        return None
    plain = vendor.strip().lower().replace(" ", "-").replace("_", "-")
    by_name = _by_name()
    while plain:
        if plain in by_name:
            return by_name[plain]
        trimmed = _FEED_WORD.sub("", plain)
        plain = trimmed if trimmed != plain else plain.rpartition("-")[0]
    return None


def owner_of(mention: Mention) -> str | None:
    """The company that a mention points to: itself, or the maker of the thing."""
    if mention.entity_kind == "company":
        return mention.entity_id
    if mention.entity_kind == "ai_model":
        return mention.entity_id.split("/", 1)[0]
    known = names()
    table = {"runtime": known.runtimes, "product": known.products, "chip": known.chips}[mention.entity_kind]
    return table[mention.entity_id].company


def parts(entity_id: str) -> Parts | None:
    """Family, tier, version and variants of an AI model's id; null for another entity."""
    company, slash, rest = entity_id.partition("/")
    if not slash:
        return None
    fitting = [r for r in readers() if r.family.company == company and rest.startswith(r.family.id)]
    best = max(fitting, key=lambda reader: len(reader.family.id), default=None)
    return best.parts(entity_id) if best else None


def find(text: str, vendor: str | None = None) -> list[Mention]:
    """All mentions in a text, in order, never two on one place; the longest name wins."""
    plain = text.translate(_SAME)
    posted_by = company_of(vendor)
    context = _Context(plain, posted_by)
    found: list[Mention] = []
    free_from = 0
    for starts, hits in _hits(plain):
        if starts < free_from:
            continue
        hit = next((hit for hit in hits if context.holds(hit)), None)
        if hit is None:
            continue
        found.append(Mention(hit.entity_id, hit.kind, text[starts : hit.ends], starts, hit.ends))
        free_from = hit.ends
        if len(found) >= MOST_MENTIONS:
            break
    return found


class _Context:
    """Whether a doubtful name holds where it stands."""

    def __init__(self, text: str, posted_by: str | None) -> None:
        self._text = text
        self._posted_by = posted_by
        self._answers: dict[tuple[str, int], bool] = {}

    def holds(self, hit: _Hit) -> bool:
        if hit.sure or (self._posted_by is not None and hit.company == self._posted_by):
            return True
        if hit.needs is None:
            return False
        if _COMPOUND.match(self._text, hit.ends) and not _MAKER.match(self._text, hit.ends):
            return False
        block = (hit.entity_id, hit.starts // NEAR)  # so that a text of one name costs no more than another
        if block not in self._answers:
            before = self._text[max(0, hit.starts - NEAR) : hit.starts]
            after = self._text[hit.ends : hit.ends + NEAR]
            self._answers[block] = bool(hit.needs.search(before) or hit.needs.search(after))
        return self._answers[block]


def _hits(text: str) -> Iterator[tuple[int, list[_Hit]]]:
    """At each word that may start a name: the readings of it, longest first."""
    spellings = index()
    tokens = [match.span() for match in TOKEN.finditer(text)]
    for number, (starts, ends) in enumerate(tokens):
        aliases = spellings.get(text[starts:ends].lower())
        if not aliases or (starts and (text[starts - 1].isalnum() or text[starts - 1] == "_")):
            continue
        follows = text[slice(*tokens[number + 1])].lower() if number + 1 < len(tokens) else ""
        likely = [alias for alias in aliases if len(alias.words) == 1 or alias.words[1] == follows]
        hits = [hit for alias in likely for hit in _matches(alias, text, tokens, number)]
        if hits:
            hits.sort(key=lambda hit: (hit.ends, hit.sure), reverse=True)
            yield starts, hits
            yield from _seconds(hits[0], text)


def _seconds(hit: _Hit, text: str) -> Iterator[tuple[int, list[_Hit]]]:
    """The second AI model of a pair ("GPT-5.4 mini and nano")."""
    if hit.kind != "ai_model":
        return
    first = Reading(hit.entity_id, hit.starts, hit.ends, hit.sure)
    for reader in readers():
        if hit.entity_id.startswith(f"{reader.family.company}/{reader.family.id}"):
            second = reader.more(text, first)
            if second is not None:
                yield (
                    second.starts,
                    [replace(hit, entity_id=second.entity_id, starts=second.starts, ends=second.ends)],
                )
                return


def _matches(alias: Alias, text: str, tokens: list[tuple[int, int]], number: int) -> Iterator[_Hit]:
    """The alias at this token, if it stands there whole."""
    last = number + len(alias.words) - 1
    if last >= len(tokens):
        return
    for step, word in enumerate(alias.words):
        starts, ends = tokens[number + step]
        if text[starts:ends].lower() != word:
            return
        if alias.capitals[step] and not text[starts].isupper() and alias.reader is None:
            return
        if step and gap(text[tokens[number + step - 1][1] : starts]) != alias.gaps[step - 1]:
            return
    starts, ends = tokens[number][0], tokens[last][1]
    if alias.reader is not None:
        reading = alias.reader.read(text, starts, ends, alias.tier)
        if reading is not None and (text[starts].isupper() or _is_id(text[ends : reading.ends], alias)):
            needs = _needs(alias.reader.family.needs)
            maker = alias.reader.family.company
            yield _Hit(reading.entity_id, "ai_model", starts, reading.ends, reading.sure, maker, needs)
    elif alias.entity is not None and _stands_alone(text, starts, ends):
        entity = alias.entity
        if entity.unlike and not alias.sure and _unlike(entity.unlike).match(text, ends):
            return
        company = entity.id if entity.kind == "company" else entity.company
        yield _Hit(entity.id, entity.kind, starts, ends, alias.sure, company, _needs(entity.needs))


def _is_id(rest: str, alias: Alias) -> bool:
    """A name in small letters holds where they are its own spelling, in an id, or as captions write it: llama 3."""
    if not alias.capitals[0] or (rest[:1] == "-" and any(map(str.isdigit, rest))):
        return True
    return alias.reader is not None and alias.reader.family.spoken and rest[:1] == " " and rest[1:2].isdigit()


def _stands_alone(text: str, starts: int, ends: int) -> bool:
    """Not a piece of a longer word, an address or a path."""
    if ends < len(text) and (text[ends].isalnum() or text[ends] == "_" or _DOMAIN.match(text, ends)):
        return False
    return not (starts and text[starts - 1] in "/@\\#." and text[starts].islower())


@functools.cache
def _needs(words: tuple[str, ...]) -> re.Pattern[str] | None:
    if not words:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, words))})(?![^\W_])", re.IGNORECASE)


@functools.cache
def _unlike(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"[ -](?:{'|'.join(map(re.escape, words))})(?![^\W_])", re.IGNORECASE)


@functools.cache
def _by_name() -> dict[str, str]:
    """Ids of companies that publish, by id and by every certain name."""
    known = names()
    rows = [row for row in known.companies.values() if row.posts]
    made = (*known.products.values(), *known.runtimes.values())  # feeds are called "claude" and "codex" too
    found = {row.id: row.company for row in made if row.company is not None}
    found |= {alias.lower().replace(" ", "-"): row.id for row in rows for alias in (*row.aliases, row.title)}
    found |= {row.id: row.id for row in rows}
    joined = {name.replace("-", ""): company for name, company in found.items() if len(name) >= JOINED}
    return joined | found
