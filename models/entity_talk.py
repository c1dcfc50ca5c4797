"""Whether a company is named in passing where people talk: a past employer, a host's own, a list, a place to meet."""

from __future__ import annotations

import re

BEFORE = 60  # characters in front of a name that say how it came up
AFTER = 40  # characters behind it that do
JOINED = 24  # characters between two names of one list
SENTENCE = 400  # characters that one spoken sentence may have
_PAST = re.compile(
    r"(?:(?:\bworked|\b(?:was|were|been) working|\bused to (?:work|be)|\bprior to (?:working|being)) (?:for|with|within|over at|at)"
    r"|\b(?:job|internship|intern|interned|stint) (?:at|with)"
    r"|\b(?:my|his|her|their|our) (?:time|years?|days|career|background|tenure|work|last job|phd) (?:at|with|in|from)"
    r"|\b(?:founding|starting|building|launching|creating|leading|running) [\w ]{1,20} (?:over )?at"
    r"|\b(?:other than|besides|apart from|aside from|unlike|instead of|rather than)"
    r"|\b(?<!product )(?<!service )(?<!tool )(?<!model )as part of"
    r"|\b(?:back|previously|formerly|spent [\w ]{1,20}|career) (?:at|with)"
    r"|\b(?:I|he|she|they) (?:was|were) (?:over )?at|\b(?:(?:I|we|he|she|they|who|and) (?:came|moved)|coming) (?:over )?from"
    r"|\b(?:he|she|I|they|who|and) left|\bex|\bformerly of"
    r"|\bph\.?d\.?(?: in [\w ]{1,25})? (?:at|from)|\bdegree(?: in [\w ]{1,25})? (?:at|from)"
    r"|\bgraduated from|\bstudied at|\bwent to school at|\bundergrad at|\bformer|\balum(?:ni|nus|na)? of"
    r"|\bbrought to you by|\bsponsor(?:s|ed)?(?:,| by)?(?: also by)?|\b(?:good )?friends (?:over )?at"
    r"|\b(?:follow|find|reach(?: out to)?|connect with|join) (?:us|me)(?: on| in| over on)?"
    r"|\b(?:such as|including|work for|made by|acquisition by|if you(?:'re| are| look at)|department at|percent of)"
    r"|\b(?:can|could|just|also|people|companies|we|you|they|I) us(?:e|es|ed)|\b(?:we're|we are|you're|are|by) using)"
    r"[ -](?:the )?$",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"\s*(?:(?:back )?(?:when|where|while) (?:I|we|he|she|they) (?:was|were|worked|used to)\b"
    r"|before (?:that|joining|this)\b|has (?:an?|some) (?:\w+ ){0,2}(?:blog|posts?|articles?|videos?|tutorials?)\b"
    r"|(?:podcasts?|trends?|docs?|sheets?|slides|scholar|calendar|homes?|drive"
    r"|channels?|account|search trends|feed|profile|playlist|hashtag"
    r"|offer|ads?|search|colab|notebooks?|containers?|world|engineers?|style)\b)",
    re.IGNORECASE,
)
_JOIN = re.compile(
    r"\s*(?:,|/|;|,? ?(?:and|or|then|and then|and now|and also|now)(?: (?:from|at|with|by|of)\b)?)*\s*[:@]?\s*"
)
_USED = re.compile(
    r"\b(?:us(?:e|es|ed|ing)|ask(?:ed|ing)?|with|like|call(?:ed|ing)?|hit(?:ting)?|via|to|onto|into|since|let's say"
    r"|running?|than|have|on|take|or|and) (?:an? (?:\w+ )?|the |something like )?$",
    re.IGNORECASE,
)
_TOOL = re.compile(r"\b(?:hit|call|us(?:e|ed|ing)|with|via|like) (?:an? |the )?$", re.IGNORECASE)
_TOOL_KIND = re.compile(r"\s(?:[a-z]+ )?(?:APIs?|models?|endpoints?|API keys?)\b")
_OUR = re.compile(r"\bour (?:own |new |latest )?$", re.IGNORECASE)
_HOSTS = re.compile(r"\bco-?hosts?\b|\bjoined,? as (?:always|usual)\b", re.IGNORECASE)
_OPENING = re.compile(r"\bmy name is\b|\b(?:I'm|I am) your host\b", re.IGNORECASE)
_SELF = re.compile(r"\b(?:I'm|I am)\b")
_STOP = re.compile(r"[.!?](?:\s|$)|\n")
# A place, a yardstick, a tool or somebody's thing: the talk goes through the company, it is not about it.
_BESIDE = re.compile(
    r"\b(?:(?:on|onto|into|inside|via|against|versus|vs\.?|than|(?:is|are|was|it's) like|similar to|compared (?:to|with)"
    r"|(?:than|of) what|learn(?:ed|t|ing)? (?:\w+ )?from|search(?:ed|ing)?|connect(?:s|ed|ing)?|join(?:s|ed|ing)?"
    r"|remember(?:ed|ing)?|(?:before|after|since|ahead of) (?:the )?(?:launch|release) of|sign(?:ed)? up for"
    r"|(?:bought|acquired|backed|funded|owned|hired) by|(?:download(?:ed)?|order(?:ed)?|scraped?|rent) (?:\w+ )?from"
    r"|install(?:s|ed|ing)?|let's say|whether it's|be it|something like|kind of like|think(?:ing)? of)(?: the)?"
    r"|like an?|the next|my|your|his|her|our|their|those|these) $",
    re.IGNORECASE,
)
_TOPIC = re.compile(
    r"\b(?:bullish|bearish|focus(?:ed|es|ing)?|bet(?:s|ting)?|based|report(?:ed|ing)?|paper|article|story|news) on $"
    r"|\b(?:case|suit|lawsuit|ruling|complaint|charges) against $",
    re.IGNORECASE,
)
_EXAMPLE = re.compile(
    r"(?:'s)?(?:(?: \w+){0,2},? (?:and|or) (?:whatever|something|other|similar)\b| (?:versus|vs\.?)\s|-(?:like|style)\b"
    r"| (?:of|for) (?:AI|the \w+ (?:world|industry|space))\b"
    r"| (?:\w+ )?(?:users?|subscribers?|subscriptions?|connectors?|plugins?|integrations?|memes?|links?|threads?|messages?|tickets?"
    r"|logins?|accounts?|GPUs?|cards?|laptops?|phones?|hardware|repos?|repositor(?:y|ies)|bots?|pages?|groups?|playlists?|scale)\b"
    r"| report(?:s|ed) that\b| quoted\b)",
    re.IGNORECASE,
)
_MODIFIER = re.compile(
    r"(?:\b(?:by|from|of|in|at|with|for|to|about|through|using|around) (?:the )?|\b(?:an?|this) )$",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"(?:,? (?:AI|Labs?|Inc|Research|team|researchers|[A-Z]\w+)){0,2},?(?: which)?"
    r"(?: (?:just|also|actually|really|now|recently|basically|probably|always|still|sort of|kind of|initially|even|never"
    r"|often|already|certainly|clearly|obviously|simply))*"
    r" (?:is|are|was|were|has|have|had|will|would|can|could|does|did|do|should|might|may|went|got|made|brought|came|come"
    r"|let|lost|won|sold|bought|paid|set|put|ran|knew|saw|found|led|built|began|kept|took|gave|said|raise|want|need|think"
    r"|\w{3,}ed|[a-z]{2,}[^\Ws]s)\b"
)
_FRONTED = re.compile(r"(?: \w+)?, (?:we|they)\b")
_SEEN = re.compile(r"\b(?:see|seen|saw|watch(?:ed|ing)?) $")
_DOING = re.compile(r" [a-z]{2,}ing\b")
_OWNS = re.compile(r"['\u2019]s? \w")
_WITHIN = re.compile(
    r"\b(?:(?<!look )(?<!looked )(?<!looking )at|company|startup|board of|CEO of|founders? of|team at) (?:the )?$",
    re.IGNORECASE,
)


def in_passing(text: str, starts: int, ends: int) -> bool:
    """Whether the company at text[starts:ends] is where somebody was or the hosts are, not what is spoken of."""
    if _PAST.search(text[max(0, starts - BEFORE) : starts]) or _ONCE.match(text[ends : ends + AFTER]):
        return True
    if _TOOL.search(text[max(0, starts - BEFORE) : starts]) and _TOOL_KIND.match(text, ends):
        return True
    sentence = _sentence(text, starts)
    if _HOSTS.search(sentence) or _OPENING.search(sentence):
        return True
    return bool(_SELF.search(sentence) and _HOSTS.search(text))


def merely_used(text: str, starts: int) -> bool:
    """Whether the AI model at text[starts:] is somebody's tool or yardstick ("we call GPT-4")."""
    return bool(_USED.search(text[max(0, starts - BEFORE) : starts]))


def spoken_of_as_own(text: str, starts: int) -> bool:
    """Whether the speaker's company makes what stands at text[starts:] ("our accelerators")."""
    return bool(_OUR.search(text[max(0, starts - BEFORE) : starts]))


def beside(text: str, starts: int, ends: int) -> bool:
    """Whether what stands at text[starts:ends] is a place, a tool, an example or a yardstick in its sentence."""
    before = text[max(0, starts - BEFORE) : starts]
    if _BESIDE.search(before) and not _TOPIC.search(before):
        return True
    return _EXAMPLE.match(text, ends) is not None


def leads(text: str, starts: int, ends: int) -> bool:
    """Whether the company at text[starts:ends] acts or owns in its sentence, or is where somebody works."""
    before = text[max(0, starts - BEFORE) : starts]
    if _WITHIN.search(before) or _OWNS.match(text, ends) or _FRONTED.match(text, ends):
        return True
    if _SEEN.search(before) and _DOING.match(text, ends):
        return True
    return _DOES.match(text, ends) is not None and not _MODIFIER.search(before)


def joined(between: str) -> bool:
    """Whether two names with this text between them stand in one list."""
    return len(between) < JOINED and _JOIN.fullmatch(between) is not None


def _sentence(text: str, place: int) -> str:
    """The sentence around a place; of an endless one, what stands near."""
    before = text[max(0, place - SENTENCE) : place]
    stops = [match.end() for match in _STOP.finditer(before)]
    after = text[place : place + SENTENCE]
    stop = _STOP.search(after)
    return before[stops[-1] if stops else 0 :] + (after[: stop.start()] if stop else after)
