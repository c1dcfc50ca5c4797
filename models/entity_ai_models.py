"""Reads AI models with their versions from text: GPT-5.4 mini is not GPT-5."""

from __future__ import annotations

import re
from dataclasses import dataclass

from models.entity_files import Family

_WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NUMBERS = {word: str(number) for number, word in enumerate(_WORDS, start=1)}
# A hyphen stands for the dot only in an id such as claude-opus-4-7.
_PLAIN_VERSION = r"\d(?:\.\d{1,2}|-\d(?<=[a-z]-\d-\d))?"
_UNIT = re.compile(
    r"\s?(?:%|times|ways|years?|days?|weeks?|months?|minutes?|hours?|tips|lessons|steps|things|reasons|percent"
    r"|million|billion|customers|startups)\b",
    re.IGNORECASE,
)
_MORE = re.compile(r"(?: and |, | & |/)(mini|nano|lite|pro|flash|max|plus|maverick)(?![^\W_])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Parts:
    """What an AI model's id says: two ids of one family that differ in version are two AI models."""

    family: str
    tier: str | None
    version: str | None
    variants: frozenset[str]


@dataclass(frozen=True, slots=True)
class Reading:
    """An AI model read from text; `sure` = it needs no context."""

    entity_id: str
    starts: int
    ends: int
    sure: bool


def _spoken_version(match: re.Match[str]) -> str:
    """The number that was said: "four", "three point five", "four o"."""
    decimal, omni = match["decimal"], match["omni"]
    return NUMBERS[match["number"].lower()] + (f".{NUMBERS[decimal.lower()]}" if decimal else omni or "")


class Reader:
    """Reads the members of one family. One instance a family, built once."""

    def __init__(self, family: Family) -> None:
        self.family = family
        self._words = {word.lower() for word in (*family.tiers, *family.variants, *family.modes)}
        words = "|".join(sorted(map(re.escape, self._words), key=len, reverse=True)) or "(?!)"
        numbers = "|".join(NUMBERS) if family.spoken else "(?!)"
        self._part = re.compile(
            rf"[ -]?[vV]?(?P<version>{family.version or _PLAIN_VERSION})(?![^\W_])(?!\.\d)"
            rf"|(?:[ -]| \()(?P<word>(?i:{words}))(?![^\W_])|[ -](?P<number>(?i:{numbers}))"
            rf"(?: (?:point|dot) (?P<decimal>(?i:{numbers}))| (?P<omni>o))?(?![^\W_])"
        )

    def read(self, text: str, starts: int, head_ends: int, tier: str | None = None) -> Reading | None:
        """The AI model whose name stands at text[starts:head_ends]; `tier` where the name is a bare tier."""
        words: list[str] = [tier.lower()] if tier else []
        version: str | None = None
        ends = head_ends
        while match := self._part.match(text, ends):
            word = match["word"]
            if word is not None:
                if not self._word_holds(text, match, version):
                    break
                words.append(word.lower())
            elif version is not None or _UNIT.match(text, match.end()):
                break
            elif match["version"] is not None:
                version = match["version"].lower()
            elif tier is None and not words and self.family.id != "gpt" and match["decimal"] is None:
                break  # "Claude one" is no version, "Opus four" and "Claude three point five" are
            else:
                version = _spoken_version(match)
            ends = match.end()
        if self.family.named:
            version = text[starts:head_ends].lower()
        if not self._enough(words, version, tier):
            return None
        return Reading(self._entity_id(words, version), starts, ends, self._sure(words, version, tier))

    def more(self, text: str, reading: Reading) -> Reading | None:
        """The second of a pair that shares one version: "GPT-5.4 mini and nano"."""
        match = _MORE.match(text, reading.ends)
        last = reading.entity_id.rpartition("-")[2]
        if match is None or match[1].lower() not in self._words or last not in self._words:
            return None
        stem = reading.entity_id.removesuffix("-" + last)
        return Reading(f"{stem}-{match[1].lower()}", match.start(1), match.end(1), reading.sure)

    def parts(self, entity_id: str) -> Parts:
        """The parts of an id of this family."""
        rest = entity_id.split("/", 1)[-1].removeprefix(self.family.id).strip("-").split("-")
        tier = next((word for word in rest if word in self.family.tiers), None)
        version = next((word for word in rest if word != tier and any(map(str.isdigit, word))), None)
        return Parts(self.family.id, tier, version, frozenset(rest) - {tier, version, ""})

    def _word_holds(self, text: str, match: re.Match[str], version: str | None) -> bool:
        """A word in small letters belongs to the name beside a version or behind a hyphen only."""
        if not match["word"][:1].islower() or version is not None or text[match.start()] == "-":
            return True
        after = self._part.match(text, match.end())
        return after is not None and after["version"] is not None

    def _enough(self, words: list[str], version: str | None, tier: str | None) -> bool:
        if version is not None:
            return True
        if tier is not None:
            return False
        return self.family.bare or any(word in self.family.versionless for word in words)

    def _sure(self, words: list[str], version: str | None, tier: str | None) -> bool:
        """Whether the name needs no context: "Opus 4" does, "Opus 4.6" and "Claude Opus 4" do not."""
        if not self.family.needs:
            return True
        if self.family.named:
            return bool(set(words) & set(self.family.variants))
        if tier is None:
            return bool(self.family.tier_names)
        return self.family.id == "claude" and version is not None and "." in version

    def _entity_id(self, words: list[str], version: str | None) -> str:
        family = self.family
        tier = next((word for word in words if word in family.tiers), None)
        kept = [word for word in dict.fromkeys(words) if word != tier and word not in family.modes]
        number = version.replace("-", ".").replace("+", "-plus") if version else None
        stem = family.id
        if family.named and number:
            stem, number = number, None
        elif family.glued and number:
            stem, number = stem + number, None
        tier_first = family.tier_first and not re.fullmatch(family.version_first or "(?!)", number or "")
        order = [tier, number] if tier_first else [number, tier]
        return f"{family.company}/" + "-".join([stem, *(part for part in order if part), *kept])
