"""One spelling for the names of each maker: order of the words, dots in versions, marks that say nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

from models.ai_models_names import dotted_version


def spelled(maker: str, name: str) -> str:
    """The name as the maker writes it in its API, with dots in versions."""
    own = _SPELLINGS.get(maker)
    return own(dotted_version(name)) if own else dotted_version(name)


def _anthropic(name: str) -> str:
    """Up to version 3 the version stands first (claude-3.5-sonnet), from 4 on behind (claude-sonnet-4.5)."""
    words = name.removeprefix("claude-").split("-")
    versions = [word for word in words if re.fullmatch(r"v?\d+(?:\.\d+)?", word)]
    others = [word for word in words if word not in versions]
    if len(versions) != 1 or not others:
        return name
    version = versions[0].removeprefix("v").removesuffix(".0")
    if float(version) < 4 and others[0] != "instant":
        return "-".join(["claude", version, *others])
    return "-".join(["claude", others[0], version, *others[1:]])


def _google(name: str) -> str:
    """ "gemini-flash-1.5" is written gemini-1.5-flash; build numbers such as -001 go."""
    name = re.sub(r"-00\d$", "", name)
    found = re.fullmatch(r"(gemini)-([a-z-]+?)-(\d\.\d)((?:-.+)?)", name)
    return f"gemini-{found[3]}-{found[2]}{found[4]}" if found else name


def _openai(name: str) -> str:
    name = re.sub(r"^gpt-?(?=\d)", "gpt-", name).removesuffix("-1.0")
    return name.removesuffix("-latest") if name.startswith(("codex-mini", "gpt-")) else name


def _deepseek(name: str) -> str:
    """ "deepseek-chat-v3", "DeepSeek V3" and "v3" are one; R1 loses no word."""
    name = name if name.startswith("deepseek") else f"deepseek-{name}"
    name = re.sub(r"^deepseek-(?:chat-|llm-)?(?=[vr]\d)", "deepseek-", name)
    return re.sub(r"(?<=-v)(\d)-(\d)(?!\d)", r"\1.\2", name)


def _alibaba(name: str) -> str:
    name = re.sub(r"^(qwen|qwq|qvq)-(?=\d)", r"\1" if name.startswith("qwen") else r"\1-", name)
    return re.sub(r"-instruct(?=-\d{4}$)", "", name)


def _meta(name: str) -> str:
    name = re.sub(r"^llama-?(?=\d)", "llama-", name)
    name = re.sub(r"^llama-(\d)-(\d)(?=-)", r"llama-\1.\2", name)
    name = re.sub(r"-(?:versatile|instant|turbo|chat|vision|8192)$", "", name)
    found = re.match(r"llama-4-(?:maverick|scout)", name)
    return found.group() if found else name.removesuffix("-instruct")


def _mistral(name: str) -> str:
    name = re.sub(r"(?<=-)(\d\d)\.(\d\d)$", r"\1\2", name)
    return re.sub(r"-instruct(?=-|$)", "", name)


def _moonshot(name: str) -> str:
    return re.sub(r"(?<=-k)(\d)-(\d)(?!\d)", r"\1.\2", name)


def _amazon(name: str) -> str:
    return name if name.startswith("titan") else re.sub(r"-(?:v\d+|1\.0)$", "", name)


def _minimax(name: str) -> str:
    return f"minimax-{name}" if re.match(r"m\d", name) else name


_SPELLINGS: dict[str, Callable[[str], str]] = {
    "anthropic": _anthropic,
    "google": _google,
    "openai": _openai,
    "deepseek": _deepseek,
    "alibaba": _alibaba,
    "meta": _meta,
    "mistral": _mistral,
    "moonshot": _moonshot,
    "amazon": _amazon,
    "minimax": _minimax,
}
