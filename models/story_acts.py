"""What a title says was done and for how much: acts and sums, by which a report is told from other news of a company."""

from __future__ import annotations

import re

# Acts that a company does at most a few times a year, and the two that fill every feed (`launch`, `deal`).
_ACTS = {
    "funding": r"rais(?:e|es|ed|ing)(?= \S*\d)|fundrais\w+|funding|(?:seed|financing|investment) round|series [a-k]\b"
    r"|valuation|valued|shareholder|lève|levée|finanzierungsrunde",
    "purchase": r"acqui(?:re|res|red|ring|sition|hire)\w*|buys?|buying|bought|merg(?:e|es|er|ing)|takeover"
    r"|übernimmt|übernahme|rachète|nabs \w+ team",
    "layoffs": r"lay(?:s|ing)? off|laid off|layoffs?|(?:cut|slash)(?:s|es|ting)? (?:[\w,%]+ ){0,3}(?:jobs|staff|roles|workforce)",
    "court": r"su(?:es|ed|ing)|suits?|lawsuits?|judges?|court|settle(?:s|d|ment)?|verklagt|klage",
    "leaving": r"steps? down|stepping down|resign\w*|depart(?:s|ed|ure)|ousted|fired|quits?",
    "hire": r"appoints?|appointed|hires?|joins? as|named (?:as )?(?:ceo|cto|cfo|chief)|to become (?:ceo|cto|cfo|chief)",
    "office": r"offices?|headquarters|büro|bureau",
    "end": r"discontinu\w+|shut(?:s|ting)? down|sunset\w*|retir(?:e|es|ed|ing|ement)|deprecat\w+|goodbye|pulls the plug",
    "attack": r"breach\w*|leak(?:s|ed)?|outages?|vulnerab\w+|injections?|exploit\w*|exfiltrat\w+|hack(?:s|ed|ers?)?|bugs?",
    "deal": r"partner(?:s|ed|ing|ship|ships)?|deal|agreements?|collaborat\w+|team(?:s|ing)? up|licens\w+|alliance|pact",
    "launch": r"introduc(?:es|ed|ing)|launch(?:es|ed|ing)?|releas(?:es|ed|ing)|unveil\w*|debut\w*|announc(?:es|ed|ing)"
    r"|roll(?:s|ed|ing)? out|is here|are here|(?:now|generally) available|veröffentlicht\w*|vorgestellt|lance|stellt",
}
_ACT = re.compile("|".join(rf"(?P<{act}>\b(?:{words})\b)" for act, words in _ACTS.items()), re.IGNORECASE)
USUAL = frozenset({"launch", "deal"})
_TIMES = {
    "k": 1e3, "m": 1e6, "mn": 1e6, "mio": 1e6, "million": 1e6, "millionen": 1e6, "millions": 1e6,
    "b": 1e9, "bn": 1e9, "mrd": 1e9, "billion": 1e9, "billions": 1e9, "milliard": 1e9, "milliards": 1e9,
    "milliarde": 1e9, "milliarden": 1e9, "trillion": 1e12, "tn": 1e12,
}  # fmt: skip
_SUM = re.compile(
    r"(?:US)?(?P<money>[$€£¥])?\s?(?P<number>\d{1,4}(?:[.,]\d{1,3})*)[ -]?(?P<times>[a-z]{1,9})?\b\s?(?P<after>[$€£¥])?",
    re.IGNORECASE,
)


def acts(title: str) -> frozenset[str]:
    """What was done, in as many words as the title has for it."""
    return frozenset(match.lastgroup for match in _ACT.finditer(title) if match.lastgroup)


def without_acts(title: str) -> str:
    """The title without the words for its acts."""
    return _ACT.sub(" ", title)


def sums(title: str) -> frozenset[int]:
    """Sums of money and other large amounts, written in any of the usual ways: "$1.7B", "1,7 milliard"."""
    found = set()
    for match in _SUM.finditer(title):
        times = _TIMES.get((match["times"] or "").lower())
        if times is None or (len(match["times"]) < 3 and not (match["money"] or match["after"])):
            continue
        number = re.sub(r",(?=\d{3}\b)", "", match["number"]).replace(",", ".")
        if number.count(".") < 2:
            found.add(round(float(number) * times))
    return frozenset(found)
