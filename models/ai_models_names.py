"""How names of AI models are written: prefixes, dates, variants and version marks taken apart, text only."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

LONGEST_NAME = 200
_EFFORT = re.compile(r"(none|minimal|low|medium|high|xhigh|max)(?: (?:reasoning|effort|reasoning effort))?")
_BUDGET = re.compile(r"(\d{1,6})(k?)(?: (?:token ?|tokens ?)?(?:think|thinking)(?: tokens| budget)?)")
_NO_THINKING = re.compile(r"(?:no|non|without|not) ?(?:think|thinking|reasoning)")
_THINKING = re.compile(r"(?:default |extended |with )?(?:think|thinking|reasoning)")
_SAY_NOTHING = frozenset(
    ["prev", "previous", "deprecated", "legacy", "new", "default", "standard", "beta", "ga"]
)
_PARENTHESES = re.compile(r"\(([^()]{0,80})\)")
_LINK = re.compile(r"(?:https?://)?(?:www\.)?(?:huggingface\.co|hf\.co)/")
_PREFIXED = re.compile(r"[^\s/]+(?:/[^\s/]+)*/[^\s/]*[-\d][^\s/]*")
_REGION = re.compile(r"(?:us|eu|apac|ap|au|jp|ca|sa|me|af|in|uk|global|regional|us-gov)\.(?=[a-z0-9]+\.)")
_DOTTED = re.compile(r"([a-z][a-z0-9]+)\.([a-z].*)")
_TAG = re.compile(r":([a-z][a-z-]{2,12})$")
_BUILD = re.compile(r"(?:-v?\d+)?:\d+(?::\d+k)?$")
_SET_UP = re.compile(r"-(?:fp8|fp4|bf16|int8|int4|awq|gptq|hf|maas|instruct|it|customtools)$")
_DATES = (
    re.compile(r"-(?P<y>20[12]\d)-?(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])$"),
    re.compile(r"-(?P<m>0[1-9]|1[0-2])-(?P<y>20[12]\d)$"),
    re.compile(r"-(?P<m>0[1-9]|1[0-2])-?(?P<d>0[1-9]|[12]\d|3[01])$"),
)
_EDIT_FORMAT = re.compile(r"-(diff-fenced|udiff|diff|whole|architect)$")
_STAGE = re.compile(r"-(?:preview|exp|beta|latest|global)$")


@dataclass(frozen=True, slots=True)
class Written:
    """A name taken apart: the slug that is left, and what was said beside it."""

    slug: str
    prefix: tuple[str, ...] = ()
    snapshot: str | None = None
    variant: str | None = None


def slug(text: str) -> str:
    """Lower-case words joined by dashes; dots, colons and slashes stay."""
    plain = unicodedata.normalize("NFKC", text).lower().replace("‑", "-").replace("–", "-")
    plain = re.sub(r"(?<=[a-z0-9])\+(?![a-z0-9])", "-plus", plain)
    return re.sub(r"-{2,}", "-", re.sub(r"[^a-z0-9.:/+@~]+", "-", plain)).strip("-.:/")


def split_variant(text: str) -> tuple[str, str | None]:
    """The name without what stands in brackets or behind a comma, and the variant that this named."""
    name, *behind = text.split(", ")
    said = _PARENTHESES.findall(name) + behind
    kept, variants = [], []
    for part in said:
        word = variant_word(part)
        if word is None:
            kept.append(part)
        elif word:
            variants.append(word)
    name = _PARENTHESES.sub(" ", name)
    return " ".join([*name.split(), *(f"({part.strip()})" for part in kept)]), ", ".join(variants) or None


def variant_word(part: str) -> str | None:
    """One bracket as a variant: "high", "thinking 32k", "no thinking"; "" says nothing; null for a date."""
    text = " ".join(part.lower().replace("-", " ").replace("_", " ").split())
    if text in _SAY_NOTHING:
        return ""
    if found := _EFFORT.fullmatch(text):
        return found[1]
    if found := _BUDGET.fullmatch(text):
        return f"thinking {_thousands(int(found[1]), found[2])}"
    if _NO_THINKING.fullmatch(text):
        return "no thinking"
    if _THINKING.fullmatch(text):
        return "thinking"
    return None if re.search(r"\d{4}|^exp|^v?\d|experimental", text) else text


def budget_word(tokens: str) -> str:
    """A thinking budget in tokens as a variant; none at all is "no thinking"."""
    count = int(tokens)
    return "no thinking" if count == 0 else f"thinking {_thousands(count, '')}"


def _thousands(count: int, mark: str) -> str:
    if mark:
        return f"{count}k"
    return f"{round(count / 1000)}k" if count >= 1000 else str(count)


def take_apart(text: str) -> Written:
    """Prefixes, brackets, build marks and tags off; the date stays in the slug for `split_date`."""
    name, variant = split_variant(_LINK.sub("", text.strip()))
    dates = _PARENTHESES.findall(name)
    name = _PARENTHESES.sub(" ", name)
    flat = slug(name if _PREFIXED.fullmatch(name.strip()) else name.replace("/", "-"))
    *prefix, last = [part for part in flat.lstrip("~@").split("/") if part] or [""]
    last, prefix = _dotted(_REGION.sub("", last), prefix)
    found = _TAG.search(last)
    if found:
        variant = ", ".join(filter(None, [variant, _tag_variant(found[1])])) or None
        last = last[: found.start()]
    if found := _EDIT_FORMAT.search(last):
        last, variant = last[: found.start()], ", ".join(filter(None, [variant, found[1]]))
    last = re.sub(r"@(?:default)?", "-", last).replace("--", "-").strip("-")
    last = re.sub(r"(?<=\d)p(?=\d)", ".", last)
    for part in dates:
        last = f"{last}-{slug(_date_text(part))}"
    return Written(last.strip("-"), tuple(prefix), None, variant)


def offer_slug(text: str) -> str:
    """A host's own id on one level, without region and tag: those are the price's variant and tier."""
    flat = _REGION.sub("", slug(_PARENTHESES.sub(_kept_bracket, _LINK.sub("", text.strip()))))
    return re.sub(r"[/:@~+]+", "-", _TAG.sub("", flat)).strip("-.")


def _kept_bracket(found: re.Match[str]) -> str:
    """A mark such as "(Beta)" comes and goes; the offer stays the same."""
    return " " if variant_word(found[1]) == "" else found.group()


def _dotted(last: str, prefix: list[str]) -> tuple[str, list[str]]:
    """ "anthropic.claude-…" is the name "claude-…" of the maker anthropic."""
    found = _DOTTED.fullmatch(last)
    if found and not re.search(r"\d", found[1]):
        return found[2], [*prefix, found[1]]
    return last, prefix


def _tag_variant(tag: str) -> str | None:
    return None if tag in {"batch", "latest", "beta", "exacto", "online"} else tag


def _date_text(part: str) -> str:
    """What a bracket with a date adds to the name; "experimental" beside it is part of the name."""
    trial = "exp-" if "exp" in part.lower() else ""
    return trial + re.sub(r"^v(?=\d)|[a-z]{4,}", "", part.lower())


def without_build(name: str) -> str:
    """Build and set-up marks of hosts off: "-v1:0", "-fp8", "-instruct"."""
    name = re.sub(r":\d+$", "", name) if name.startswith("titan") else _BUILD.sub("", name)
    while name.count("-") and _SET_UP.search(name) and not name.startswith("gpt-3.5"):
        name = _SET_UP.sub("", name)
    return name


def split_date(written: Written) -> Written:
    """The date at the end of the slug as snapshot; a stage word behind it moves in front of it."""
    name = written.slug
    stage = _STAGE.search(name)
    bare = name[: stage.start()] if stage else name
    for pattern in _DATES:
        found = pattern.search(bare)
        if found and found.start() > 0 and not bare[: found.start()].endswith(("-v", "gpt")):
            rest = bare[: found.start()] + (stage.group() if stage else "")
            return replace(written, slug=rest, snapshot=_snapshot(found.groupdict()))
    return written


def _snapshot(parts: dict[str, str | None]) -> str:
    """ "2025-08-07", "2025-09" or "0528", as much as was written."""
    if "y" not in parts:
        return f"{parts['m']}{parts['d']}"
    return "-".join(part for part in (parts["y"], parts["m"], parts.get("d")) if part)


def dotted_version(name: str) -> str:
    """ "claude-sonnet-4-5" -> "claude-sonnet-4.5": two short numbers side by side are one version."""
    return re.sub(r"(?<![\d.a-z])([1-9]\d?)-(0|[1-9]\d?)(?![\d.a-z])", r"\1.\2", name)
