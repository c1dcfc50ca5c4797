"""Which headings and labels open a list of actions, and which end one."""

from __future__ import annotations

import re

from ingest.kinds.brief_terms import names_horizon

_MARKS = re.compile(r"[*_`#]+|==|^\W*(?:\(?\d{1,2}(?:\.\d{1,2})*[.):]?|[A-Za-z][.)]|[IVX]{1,4}[.)])\s+")
_LINK = re.compile(r"\[([^\[\]\n]{0,200})\]\([^()\s]{0,500}\)")
_BEFORE = (
    r"(?:(?:key|main|top|priority|recommended|suggested|proposed|agreed|new|open|outstanding"
    r"|remaining|pending|ongoing|unassigned|previous|past|last|old|immediate"
    r"|urgent|required|needed|concrete|practical|strategic|management|leadership|leaders?'?s?|team|board"
    r"|executives?|(?:post-)?meeting|our|your|the|so what\?"
    r"|my|this|next|week'?s|month'?s|quarter'?s|quarter|week|month|near|short|shorter|medium|mid|long"
    r"|longer|term|summary|reviews?|reviewing|takeaways?|discussion|implications|deliverables|matters\s+arising"
    r"|list|table|log|register|of|all|for|follow[\s-]?up|follow-on|decisions?|outcomes?|conclusions?"
    r"|resolutions?|notes|two|three|four|five|six|seven|eight|nine|ten|\d{1,2}"
    r"|owners?|consolidated|final|assigned|committed|specific|possible|weekly|monthly|quarterly"
    r"|\d{1,3}[\s-]day|Q[1-4]"
    r"|q[1-4]|\d{4}|today'?s|and|&|/|\+|-|–|—|,|:)\s*){0,8}"
)
_WHO = r"(?:we|you|i|leaders?|teams?|executives?|managers?|companies|boards?|cios?|ctos?|everyone|buyers?)"
_CORE = (
    r"(?:action[\s-]?(?:items?|points?|list|log|register|plans?|steps?|tracker|summary|agenda|checklist"
    r"|required)|actions|actionables?|call\s+to\s+action"
    r"|next[\s-]steps?"
    r"|to[\s-]?do(?:s|'s)?(?:[\s-](?:list|items?))?|follow[\s-]?ups?(?:[\s-](?:items?|actions?|tasks?"
    r"|points?))?"
    r"|(?:tasks|task\s+list)|recommendations|recommended\s+steps|(?:agreed|proposed|suggested)\s+steps"
    rf"|what\s+(?:to\s+do|(?:should|must|can)\s+{_WHO}\s+do|{_WHO}\s+(?:should|must|need\s+to|can"
    r"|will)\s+do|we\s+(?:recommend|advise|suggest))(?:\s+(?:next|now|about\s+it))?"
    r"|(?:things|moves)\s+to\s+(?:do|make)|(?<=recommended )moves|do\s+(?:this|these)\s+(?:now|next|first)"
    r"|how\s+to\s+respond|(?:leadership|leader'?s|executive)\s+checklist|assignments|homework"
    r"|must-dos?|\d{2}(?:-\d{2}){0,2}-day\s+plan|to\s+be\s+done)"
)
_AFTER = (
    r"(?:\s*\??\s*$|\s*[:：.(\[–—,/&-].*$|\s+(?:for|from|by|as|and|with|arising|agreed|required|due|until"
    r"|before|to\s+(?:take|do|consider)|in\s+the|over\s+the|review|follow[\s-]?up"
    r"|this|next|that|after|we|you|per|within|over|owners?|items?|recap|overview|table|summary"
    r"|assigned|carried)\b.*$)"
)
_ACTION = re.compile(rf"^\W*{_BEFORE}{_CORE}{_AFTER}", re.I)
_MIXED = re.compile(
    r"\b(?:decisions?|outcomes?|conclusions?|resolutions?|notes|takeaways?|discussion|implications"
    r"|deliverables|matters|review\w*|previous|last|assignments|homework)\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:taken|completed|closed|done|finished|executed)\s*$|\b(?:completed|closed|past)\s+(?:action|task)",
    re.I,
)
_OTHER = re.compile(
    r"^\W*(?:key\s+|main\s+|the\s+|our\s+|meeting\s+|further\s+|other\s+|open\s+|additional\s+|related\s+)*"
    r"(?:decisions?|decided|sources?|references?|background|reading|readings|links?|notes?"
    r"|discussions?|agenda|attend\w*"
    r"|participants?|present|apologies|risks?|issues?|questions?|topics?|parking\s+lot|appendix|annex"
    r"|glossary|about|disclaimer"
    r"|takeaways?|highlights?|methodology|methods?|resources?|next\s+(?:meeting|call|session|sync"
    r"|issue|edition|week'?s\s+agenda)"
    r"|any\s+other\s+business|aob|minutes|introduction|summary|context|overview|updates?"
    r"|announcements?|clos(?:e|ing)|adjourn\w*"
    r"|contacts?|footnotes?|credits?|what\s+(?:happened|changed|we\s+(?:read|learned))|why|quotes?"
    r"|changelog|history|goals?"
    r"|metrics|numbers|watch\s*list|not\s+(?:doing|actions?)|out\s+of\s+scope|deferred|information"
    r"|fyi|thanks)\b",
    re.I,
)


def heading_text(body: str) -> str:
    """A heading's words without marks, numbering, link addresses and colon."""
    words = _LINK.sub(r"\1", body)
    return " ".join(_MARKS.sub("", _MARKS.sub("", words, count=2)).split()).strip(" :：-–—.")


def opens_actions(body: str) -> bool:
    """Whether a heading or label says that what follows are actions to take."""
    words = heading_text(body)
    if not words or len(words) > 120 or _PAST.search(words):
        return False
    return bool(_ACTION.match(words)) and not _mere_prose(words)


def _mere_prose(words: str) -> bool:
    """A label that goes on like a sentence ("Next steps for the vendor are unclear") opens no list."""
    return len(words.split()) > 14 or bool(
        re.search(r"\b(?:is|are|was|were|has|have|unclear|remain)\b", words)
    )


def mixed(body: str) -> bool:
    """Whether a heading announces decisions beside the actions: then an item must look like an action."""
    return bool(_MIXED.search(heading_text(body)))


def by_owner(body: str) -> bool:
    """Whether a heading says that the labels below it are who is to act."""
    return bool(re.search(r"\b(?:by|per) (?:owner|person|people|name|assignee|team|role)s?\b", body, re.I))


def opens_other(body: str) -> bool:
    """Whether a heading or label opens something that holds no actions (decisions, sources, agenda)."""
    words = heading_text(body)
    return bool(_OTHER.match(words)) and not opens_actions(body) and not names_horizon(words)
