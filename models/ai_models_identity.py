"""Which AI model a written name means: canonical id, snapshot, variant, host, or the reason why not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from models.ai_models_names import (
    LONGEST_NAME,
    Written,
    dotted_version,
    offer_slug,
    slug,
    split_date,
    take_apart,
    without_build,
)
from models.ai_models_spelling import spelled
from models.ai_models_table import family_of, table, vendor_of

_BETWEEN = re.compile(r"\s\+\s|\s[&|]\s|\sand\s|\s-\s|\sw/\s|\swith\s|(?<=\d)_(?=[A-Za-z])")
_IN_BRACKETS = re.compile(r"\(([^()]{3,80})\)")
_OF_A_SYSTEM = re.compile(
    r"-(?:critic|generator|retriever|editor|verifier|reviewer|router|mixed|ensemble|agent|swe|rl|sft|dpo|lora|finetuned?)"
    r"(?:-|$)"
)
_SIZE_WORDS = re.compile(
    r"(?:^|-)(?:large|medium|small|tiny|mini|nano|micro|lite|pro|plus|max|ultra|premier)(?:-|$)"
)
_LONG_CONTEXT = re.compile(r"-(?:128k|200k|256k|272k|1m)$")
_LONG_CONTEXT_MAKERS = {"anthropic", "google", "xai", "alibaba"}
_EFFORT = re.compile(r"-(minimal|low|medium|high|xhigh)$")
_HAS_EFFORT = re.compile(r"(?:gpt-[5-9]|o\d|gpt-oss|grok-3-mini|codex)")
_MODES = re.compile(r"-(non-reasoning|reasoning|no-?thinking|thinking)$")
_MODE_MAKERS = {"anthropic", "xai"}


@dataclass(frozen=True, slots=True)
class Identity:
    """Which AI model a name means; `host` is set where `vendor` is not the one who is asked for money."""

    ai_model_id: str
    vendor: str
    name: str
    snapshot: str | None = None
    variant: str | None = None
    host: str | None = None
    alias: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a name was not joined to an AI model."""

    reason: str


def vendor_id(text: str) -> str:
    """Our id of a company however a catalogue spells it; a company we do not list keeps its own slug."""
    return vendor_of(text) or slug(text).replace("/", "-").replace(".", "-") or "unknown"


def identify(vendor: str | None, name: str, at: date | None = None) -> Identity | None:
    """The AI model that `name` meant on the day `at`, or null; `resolve` says why not."""
    found = resolve(vendor, name, at)
    return found if isinstance(found, Identity) else None


def price_id(vendor: str, name: str, at: date | None = None) -> str:
    """The id under which a price is kept: the AI model's where its maker sells it, else one per offer."""
    seller = vendor_id(vendor)
    found = identify(seller, name, at)
    if found and found.host is None:
        return found.ai_model_id
    return f"{seller}/{offer_slug(name) or 'unnamed'}"


def resolve(vendor: str | None, name: str, at: date | None = None) -> Identity | Refusal:
    """The AI model that `name` meant on the day `at`, or a sentence that says why it is not joined."""
    text = " ".join(name.split())
    if not text or len(text) > LONGEST_NAME:
        return Refusal("the name is empty or too long")
    seller = vendor_id(vendor) if vendor else None
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    if len(parts) > 1 and not seller:
        return _of_parts(text, parts, at)
    found = _single(seller, text, at)
    return found if seller or isinstance(found, Identity) else _of_parts(text, parts, at, found)


def _of_parts(text: str, parts: list[str], at: date | None, why: Refusal | None = None) -> Identity | Refusal:
    """The one AI model that a system's name mentions ("SWE-agent + GPT 4o (2024-05-13)")."""
    found: dict[str, Identity] = {}
    refused = why
    for part in [*(parts if len(parts) > 1 else []), *_IN_BRACKETS.findall(text)]:
        one = _single(None, part, at)
        if isinstance(one, Refusal):
            shorter = part.partition(" ")[2]
            one = _single(None, shorter, at) if shorter else one
        if isinstance(one, Identity):
            found[one.ai_model_id] = replace(one, variant=_beside(text, part, one.variant))
        elif "points" in one.reason or "snapshot" in one.reason:
            refused = one
    if len(found) == 1 and refused is why:
        return next(iter(found.values()))
    if len(found) > 1:
        return Refusal("it names more than one AI model: " + ", ".join(sorted(found)))
    return refused or Refusal("it names a system, but no AI model that is known")


def _beside(text: str, part: str, variant: str | None) -> str | None:
    """The system that ran the AI model is a variant of the result: "in SWE-agent"."""
    words = " ".join(re.split(r"[\s,+&|_()]+", text.replace(part.strip(), " "))).strip(" -")
    return ", ".join(filter(None, [variant, f"in {words}" if words else None])) or None


def _single(seller: str | None, text: str, at: date | None) -> Identity | Refusal:
    """One name of one AI model."""
    written = take_apart(text)
    name, hints = _without_vendor_word(written)
    alias = table().aliases.get(name)
    maker = alias.partition("/")[0] if alias else _maker(name, hints, seller)
    if not name:
        return Refusal("the name has no letters or digits")
    if maker is None:
        return Refusal(f'no maker is known for "{text}"')
    if not seller and _OF_A_SYSTEM.search(name):
        return Refusal(f'"{text}" names a part of a system or a fine-tune, not the AI model that is sold')
    if not seller and not alias and not re.search(r"\d", name) and not _SIZE_WORDS.search(name):
        return Refusal(f'"{text}" names no version')
    moved = _moved(maker, name, at)
    if isinstance(moved, Refusal):
        return moved
    known = moved or _canonical(maker, replace(written, slug=name))
    if isinstance(known, Refusal):
        return known
    host = seller if seller not in (None, known.vendor) else None
    variant = ", ".join(dict.fromkeys(filter(None, [known.variant, written.variant]))) or None
    return replace(known, host=host, variant=variant)


def _without_vendor_word(written: Written) -> tuple[str, list[str]]:
    """The name without a vendor's name in front ("zai-glm-5", "anthropic claude …"), and who was named."""
    name, hints = written.slug, [found for part in written.prefix if (found := vendor_of(part))]
    first, _, rest = name.partition("-")
    maker = vendor_of(first) if rest and family_of(rest) else None
    if maker and (family_of(name) is None or family_of(name) == family_of(rest) == maker):
        return rest, [*hints, maker]
    return name, hints


def _maker(name: str, hints: list[str], seller: str | None) -> str | None:
    """By the name's own letters, else by the vendor in front of it, else by who sells it."""
    known = table()
    by_name = family_of(name)
    if by_name:
        return by_name
    named = [hint for hint in reversed(hints) if hint not in known.hosts]
    if named and named[0] == "deepseek" and re.match(r"(?:r|v)\d", name):
        return "deepseek"
    if named:
        return named[0]
    return seller if seller and seller not in known.hosts else None


def _moved(maker: str, name: str, at: date | None) -> Identity | Refusal | None:
    """Where a moving alias pointed; null for a name that does not move."""
    moving = table().moving.get((maker, name))
    if moving is None:
        return None
    target = moving.target(at)
    if target is None or at is None:
        day = f"on {at}" if at else "without a date"
        return Refusal(f'it is not known where the moving alias "{name}" points {day}')
    found = _canonical(maker, Written(target))
    if isinstance(found, Refusal):
        return found
    return replace(found, alias=name, variant=moving.variant_on(at))


def _canonical(maker: str, written: Written) -> Identity | Refusal:
    """Maker and name as we spell them, with the snapshot and variant that the name itself carries."""
    known = table()
    bare = without_build(written.slug)
    if maker in _LONG_CONTEXT_MAKERS:
        bare = _LONG_CONTEXT.sub("", bare)
    bare, variant = _without_mode(maker, bare)
    dated = split_date(replace(written, slug=bare))
    name = spelled(maker, _without_latest(without_build(dated.slug)))
    if dated.snapshot and f"{maker}/{name}-{dated.snapshot}" in known.distinct:
        name, dated = f"{name}-{dated.snapshot}", replace(dated, snapshot=None)
    alias = known.aliases.get(written.slug) or known.aliases.get(bare) or known.aliases.get(name)
    id_ = alias or f"{maker}/{name}"
    allowed = known.snapshots.get(id_)
    if allowed and dated.snapshot and dated.snapshot not in allowed:
        return Refusal(f"no snapshot {dated.snapshot} of {id_} is known")
    vendor, _, own = id_.partition("/")
    return Identity(id_, vendor, own, dated.snapshot, variant)


def _without_mode(maker: str, name: str) -> tuple[str, str | None]:
    """An effort or a thinking mode at the end of the name is a variant, where the maker sells it as one."""
    if (found := _EFFORT.search(name)) and _HAS_EFFORT.match(name):
        return name[: found.start()], found[1]
    if (found := _MODES.search(name)) and maker in _MODE_MAKERS:
        off = found[1].startswith("no")
        return name[: found.start()], "no thinking" if off else "thinking"
    return name, None


def _without_latest(name: str) -> str:
    """ "grok-3-latest" is grok-3; a name without a version keeps the word, as it moves."""
    bare = name.removesuffix("-latest")
    if bare == name or bare.startswith("chatgpt-4o"):
        return name
    versions = re.sub(r"\d+x\d+b|\d+b", "", dotted_version(bare))
    return bare if re.search(r"\d", versions) else name
