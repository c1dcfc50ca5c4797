"""Words that tell a step to take from a name, and a person or team from a subject."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.kinds.brief_lines import Line

LIKELY, TEAM, KNOWN = 1, 2, 3
_VERBS_WRITTEN = """
accelerate accept acquire adapt add address adjust adopt advance agree align allocate analyse
analyze announce appoint apply approve archive arrange ask assess assign assure audit automate avoid
back balance begin benchmark block book bring brief budget build buy calculate call cancel cap
capture change chase check choose circulate clarify classify clean close collect come commission
commit communicate compare compile complete conduct confirm connect consider consolidate consult
contact continue contract convene convert coordinate copy correct cost count cover create cut
deactivate decide declare decommission define delay delegate deliver demand demo deploy deprecate
describe design determine develop diversify discuss distribute do document double draft drive drop
educate eliminate embed enable encourage enforce engage ensure escalate establish estimate evaluate
examine exclude expand experiment explain explore export extend fill finalise finalize find finish
fix flag focus follow forecast formalise formalize freeze gather generate get give go grant guard
handle harden help hire hold identify implement improve include increase inform install institute
integrate introduce inventory invest investigate invite involve join keep launch lay lead learn
leverage limit link list lobby locate lock log look lower maintain make manage map measure meet
merge migrate minimise minimize mirror model modernise modernize monitor move negotiate nominate
notify obtain offer open optimise optimize order organise organize outline own pause perform pick
pilot plan port position post postpone prepare present preserve prevent price prioritise prioritize
procure produce promote propose protect prototype prove provide publish pull purchase push put
qualify quantify raise re-evaluate re-price re-run reach read reassess rebuild recommend reconcile
record recruit redesign reduce reevaluate refactor refine refresh register reject release remind
remove renegotiate renew reopen repeat replace report request require rerun research reserve resolve
respond restrict retain retire revamp review revise revisit rewrite roll rotate run save scale scan
schedule scope screen search secure select sell send separate set settle share ship sign simplify
simulate solicit sort specify speak split sponsor spread stage standardise standardize start stay
stop store strengthen stress structure study submit summarise summarize supply support survey
suspend switch sync synchronise tag take talk target teach tell terminate test tie tighten trace
track train transfer transition translate treat trial triage trigger trim try tune turn understand
rework revert bump land file ping flesh dig loop email mail message blog advertise redirect rename
onboard sunset backport rebase squash unblock wire wrap polish host gauge nail sketch fold swap weed
undertake update upgrade upload use validate verify version visit vote wait watch weigh widen wind
withdraw work write
"""
VERBS = frozenset(_VERBS_WRITTEN.split())
_TEAM_WRITTEN = """
team teams group committee board office department dept engineering finance legal security
procurement platform ops operations marketing sales hr it product design research architecture
compliance privacy audit support leadership management communications comms partnerships devrel
infrastructure infra qa sre ceo cto cfo cio ciso coo cpo cdo caio pm pmo lead leads head chair
chairs director manager owner owners vp everyone everybody all anyone host editors secretariat
secretary counsel staff members attendees council sponsor architect architects analyst analysts
engineers developers admin controller treasurer unit desk
"""
_TEAM = frozenset(_TEAM_WRITTEN.split())
_GROUPS = frozenset(
    ("team", "teams", "group", "committee", "board", "office", "department", "council", "staff")
)
_NO_PEOPLE_WRITTEN = """
high medium med low critical urgent priority priorities phase step sprint week day month quarter year
goal goals project must should could nice required recommended consider optional quick wins immediate
short long mid next now today later strategic tactical operational general other misc technical process
internal external new open todo done p0 p1 p2 p3 monday tuesday wednesday thursday friday saturday
sunday eod eow asap end note notes question risk topic theme update status summary option idea why how
what when where first second third finally also then here this that these those the a an it we they
please if for in on at by with
"""
_NO_PEOPLE = frozenset(_NO_PEOPLE_WRITTEN.split())
_COMMON = VERBS | _TEAM | _NO_PEOPLE
_NAME = re.compile(r"[A-Z][\w.'’-]*|\d{1,2}|de|van|von|der|del|la")
_JOINTS_WRITTEN = """
and & with of the for de del van von der la le da di / +
"""
_JOINTS = frozenset(_JOINTS_WRITTEN.split())
_HANDLE = re.compile(r"@[\w][\w.-]{0,40}(?:/[\w.-]{1,40})?")
_SUBJECT = re.compile(
    r"\w{2,}(?:ing|tion|sion|ment|ity|ance|ence|ware|ics|ship|ness|acy|ency|ogy|ical|onal|ies)$"
    r"|^(?:models?|costs?|prices?|tests?|tools?|agents?|risks?|chips?|spend|budget|policy|skills?|vendors?)$",
    re.I,
)
_NAMES_WRITTEN = """
lawrence florence clarence terrence terrance manning browning charity trinity
"""
_NAMES_LIKE_SUBJECTS = frozenset(_NAMES_WRITTEN.split())
_UNKNOWN = re.compile(
    r"^(?:tb[acd]|no date|no owner|no deadline|not set"
    r"|n/?a|none|nobody|no one|unknown|unassigned|open|-+|–|—|\?+|\.+|not assigned"
    r"|to be .{0,40})$",
    re.I,
)
_SPLIT = re.compile(r"\s*[,;&/•|]\s*|\s+(?:and|\+)\s+|\s[-–—]\s")
_LONE_HANDLE = re.compile(r"[a-z][a-z0-9._-]{1,23}")
_PEOPLE_KEY = re.compile(
    r"^[*_]{0,2}(?:present|attend\w*|participants|apologies|absent|regrets|chair\w*|facilitator"
    r"|note[\s-]?taker|scribe|secretary|"
    r"invited|guests?|lead|minutes(?: taken)? by|prepared by|author|with"
    r"|members)\b[^:\n]{0,30}:[*_]{0,2}\s*(.*)$",
    re.I,
)
_PEOPLE_HEADING = re.compile(
    r"^\W*(?:attend\w*|present|participants|people|members|apologies|in the room)\b", re.I
)


def known_people(lines: Iterable[Line]) -> frozenset[str]:
    """Names that the document itself gives as people: those present, invited, in the chair."""
    names: set[str] = set()
    listed = False
    for line in lines:
        if line.kind == "heading":
            listed = bool(_PEOPLE_HEADING.match(line.body))
        key = _PEOPLE_KEY.match(line.body)
        if key:
            listed = not key[1].strip()
            _add_people(names, key[1])
        elif listed and line.kind in ("bullet", "plain"):
            _add_people(names, line.body)
    return frozenset(names)


def _add_people(names: set[str], listed: str) -> None:
    for part in _SPLIT.split(re.sub(r"\(([^()]{0,80})\)", r", \1", listed.strip(" .*_"))):
        words = part.strip(" .*_,=").split()
        handle = len(words) == 1 and _LONE_HANDLE.fullmatch(words[0]) and words[0] not in _COMMON
        if words and len(words) <= 4 and (words[0][0].isupper() or words[0].startswith("@") or handle):
            names.update(word.lower() for word in (" ".join(words), words[0], words[-1]) if len(word) > 1)


def person_rank(words: str, known: frozenset[str]) -> int:
    """How surely words name who is to act: 0, LIKELY, TEAM, or KNOWN (a handle, a listed name)."""
    words = words.strip(" *_.,=")
    if not words or len(words) > 60 or unknown(words):
        return 0
    return min((_one_person(part, known) for part in _SPLIT.split(words) if part), default=0)


def names_team(words: str) -> bool:
    """Whether words say themselves that they name a group of people."""
    return words.split()[-1:] != [] and words.split()[-1].lower() in _GROUPS


def _one_person(name: str, known: frozenset[str]) -> int:
    if _HANDLE.fullmatch(name) or name.lower() in known:
        return KNOWN
    tokens = [token for token in re.split(r"[\s/]+", name) if token]
    lower = [token.lower() for token in tokens]
    if not tokens or len(tokens) > 5 or starts_step(name) or _NO_PEOPLE.intersection(lower):
        return 0
    if lower[-1] in _TEAM or (lower[0] in _TEAM and len(tokens) <= 3):
        fits = all(token[0].isupper() or token.lower() in _JOINTS | _TEAM for token in tokens)
        return TEAM if len(tokens) == 1 or fits else 0
    named = all(_NAME.fullmatch(token) for token in tokens) and tokens[0][0].isupper()
    if len(tokens) > 3 or not named or (name.isupper() and len(name) > 2):
        return 0
    return 0 if any(_is_subject(token) for token in tokens) else LIKELY


def _is_subject(token: str) -> bool:
    return token.lower() not in _NAMES_LIKE_SUBJECTS and bool(_SUBJECT.search(token))


def starts_step(words: str) -> bool:
    """Whether words begin as an order to do something."""
    first = re.match(r"\W*(?:please |then |also |do not |don't |never )?([A-Za-z][\w-]*)", words, re.I)
    return first is not None and first[1].lower() in VERBS


def unknown(words: str) -> bool:
    """Whether a cell or value says that nothing is known."""
    return not words.strip(" *_") or bool(_UNKNOWN.match(words.strip(" *_.[]()")))
