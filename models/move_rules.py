"""The words that make a runtime move of a title, and those that say that nothing moves."""

from __future__ import annotations

import re


def _any(*patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# Customer stories, guides, essays, courses, talk: a runtime is named, but nothing moves.
NO_MOVE = _any(
    r"^(?:how|why|what|when|where|inside|lessons|meet the winners|seeing like|towards?|best practices)\b",
    r":\s*(?:how|why|what|when|lessons|best practices|key steps|five|a practical|\d+ )\b",
    r"^(?:using|writing|understanding|measuring|evaluating|comparing|mastering|continually|speeding up"
    r"|scaling)\b",
    r"^(?:deploying|onboarding|preparing|securing|optimi[sz]ing|teaching|designing|choosing|steering"
    r"|tracing)\b",
    r"\b(?:best practices|lessons (?:from|learned)|tutorial|case stud(?:y|ies)|webinar|hackathon|workshop"
    r"|course)\b",
    r"\b(?:developer['’]s guide|(?:complete|practical|beginner['’]s) guide|guide to|playbook|cheat sheet"
    r"|deep dive)\b",
    r"\b(?:tips|explained|survey|meetup|podcast|interview|recap|roundup|benchmark(?:s|ing)?|case for)\b",
    r"^(?:the )?(?:state|future|impact|third era|era) of\b|\b(?:power user|productivity impact"
    r"|technical report)\b",
    r"\b(?:model training|gigawatts?|(?:new|next-generation) compute|data cent(?:er|re)s?)\b",
    r"\b(?:accelerates?|ships?|commits?|increases?|saves?|cuts?|boosts?|reduces?|protects?"
    r"|scales?)\b.{0,80}"
    r"\b(?:with|using)\b",
    r"\bbrings? .{0,40}['’]s? coding agents? to\b",
    r"\b(?:built|building) (?:with|on|their)\b",
    r"^beyond (?:efficiency|productivity)\b",
    r"\bis hiring\b|\bjoins as\b|\bappoints?\b|\bnames? .{0,40}(?:officer|head|president)\b",
    r"\b(?:community|customer|partner) (?:story|spotlight)\b|\bperformance$|^(?:a )?new .{0,30}\bmodel$",
    r"^(?:improving|equipping|building agents)\b.{0,60}\b(?:through|with|for)\b",
    r"\d+(?:\.\d+)?(?:%|x)\s.{0,60}\b(?:with|using|by)\b",
    r"\bcode execution with\b|\bpatterns?\b|\bunrolling\b|\ban introduction to\b|^introduction to\b",
)
# Texts that say of themselves that they teach.
TEACHES = _any(
    r"\b(?:this (?:blog )?(?:post|guide|article|tutorial)|the tutorial|step[- ]by[- ]step|we share how"
    r"|learn how to)\b",
    r"^how (?:we|our|to|you)\b",
    r"\bhow to (?:transition|build|use|create|write|set up)\b",
)
ACQUISITION = _any(
    r"\b(?:acquires?|acquired|acquiring|acquisition of|to acquire|buys|to buy)\b",
    r"\b(?:is|are) joining\b",
    r"^[\w.& -]{2,40} joins [A-Z]\w+$",
)
DEPRECATION = _any(
    r"\b(?:deprecat\w+|sunset\w*|retir(?:es?|ed|ing|ement)|shut(?:s|ting)? down|end[- ]of[- ]life"
    r"|discontinu\w+)\b",
    r"\bno longer (?:available|supported|maintained)\b|\bwinding down\b|\bsaying goodbye\b",
)
PRICE = _any(
    r"\bpric(?:e|es|ed|ing)\b|\b(?:usage|rate|quota|higher|weekly) limits?\b|\bfree tier\b|\bcredits?\b"
    r"|\bquotas?\b",
    r"\b(?:pro|max|team|teams|ultra|new|enterprise|business|subscription) plans?\b",
    r"\bupdates? to (?:teams|pro|ultra|auto|individuals?)\b|\bfor free\b|\bnow free\b|\bsubscriptions?\b",
)
POLICY_SECURITY = _any(
    r"\bvulnerabilit\w+|\bCVE-\d|\bprompt injections?\b|\bsandbox(?:ing|ed)?\b|\bpermissions?\b"
    r"|\bauto mode\b",
    r"\bquality reports?\b|\bpost-?mortem\b|\bincident\b|\boutage\b|\bbreach\b|\bmore secure\b"
    r"|\bsafer way\b",
    r"\b(?:security (?:update|advisory|controls|hardening)|usage policy|terms of service|data leak"
    r"|malicious)\b",
    r"\b(?:admin|access|compliance) (?:controls?|api)\b|\baudit (?:logs?|\w+ activity)\b|\bban(?:s|ned)?\b",
)
OPENING = _any(
    r"\bopen[- ]sourc(?:es|ed|ing)\b|\bdonat(?:es?|ed|ing)\b|\bnow open[- ]source\b|\b(?:agentic ai"
    r"|linux) foundation\b",
    r"\bgenerally available\b|\bgeneral availability\b|\bout of (?:beta|preview)\b|\bexits? (?:beta"
    r"|preview)\b",
    r"\bnow available (?:on|in|to|for|as|via|through|everywhere)\b|\b(?:is|are) available (?:on|in|to"
    r"|for)\b",
    r"\bon (?:the )?(?:web|mobile|ios|android|windows|linux|aws|bedrock|azure|vertex ai|google cloud)\b",
    r"\b(?:own|private) (?:infrastructure|cloud|servers?|machines?)\b|\bself-host(?:ed|ing)?\b",
    r"\bopens? (?:up )?to\b|\brolls? out to\b|\bto (?:everyone|all users|all customers)\b|\b(?:agent"
    r"|code) cli$",
    r"\bin (?:jetbrains|vs ?code|xcode|visual studio|neovim)\b|\bmarketplace\b|\bofficial docker image\b",
    r"\b(?:comes|coming) to\b",
)
INTEGRATION = _any(
    r"\bintegrat\w+\b|\bpartner(?:s|ed|ing|ship)?\b|\bconnect(?:s|ing|ed)?\b|\bnow supports?\b"
    r"|\bworks? with\b",
    r"\b(?:bring|brings|bringing)\b.{0,60}\bto\b|\binside\b|\bplugins? join\b|\bnow in\b|\bacross\b",
    r"\bjoin (?:the )?.{0,30}marketplace\b|\bexpanding our use\b|\bcollaborat\w+ with\b",
)
JOINS_MARKET = _any(r"\bjoin (?:the )?.{0,40}marketplace\b|\bplugins? (?:from|by)\b")
OTHER_PRODUCT = _any(
    r"\b(?:excel|powerpoint|outlook|slack|microsoft teams|jira|notion|xcode|chrome|vs ?code|jetbrains"
    r"|github|gitlab)\b",
    r"\bthird[- ]party\b|\bmicrosoft 365\b|\bgoogle (?:workspace|docs|sheets)\b",
)
BUILD_WITH = re.compile(r"^build\b.{0,60}\bwith (?:the )?", re.IGNORECASE)
# What makes a chat app a runtime where the title names it as the thing that moves.
CHAT_AGENCY = re.compile(
    r"\b(?:[Mm]emor(?:y|ies)|[Cc]onnectors?|MCP|[Cc]omputer use|Research|[Pp]lugins?|[Tt]asks)\b"
)
AGENTIC = _any(r"\bagent(?:s|ic)?\b|\btools?\b|\bMCP\b|\bskills?\b|\bcomputer use\b|\bcode execution\b")
FOR_GOOD = _any(
    r"\bopen[- ]sourc|\bdonat|\bgenerally available\b|\bgeneral availability\b|\bout of (?:beta|preview)\b"
)
LAUNCH = _any(
    r"^(?:introducing|announcing|launching|unveiling|presenting|piloting|meet|say hello)\b",
    r"\b(?:launch(?:es|ed)?|unveil(?:s|ed)?|debuts?|introduce[sd]?|announce[sd]?)\b|\b(?:early|public"
    r"|private|research) (?:beta|preview)\b",
    r"\bearly access\b|\bis (?:now )?here\b|\bfirst\b.{0,40}\bagents?\b|\bis a new\b|\bis our new\b",
)
NEXT_GENERATION = _any(
    r"\b(?:next|new|second|third) generation\b|\bmeet the new\b|\bthe all-new\b|\breimagined\b|\brebuilt\b",
)
ARRIVES = _any(
    r"\b(?:new|now|arrived?|adds?|gets?|gains?|customi[sz]e|enabling|introducing|announcing|redesign\w*)\b",
    r"\b(?:support|updates?|improv\w+|better|faster|built-in|view|mode|memory|bringing|beta|preview|can)\b",
    r"\b(?:subagents?|skills|hooks?|plugins?|connectors?|routines?|workflows?|canvas(?:es)?"
    r"|automations?)\b",
)
# What a new name that no list holds is, by the noun beside it; the first that fits.
NEW_THING = (
    (
        "framework_sdk",
        re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} (?:Agent )?(?:SDK|Toolkit|Framework)\b"),
    ),
    ("protocol", re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} (?:Protocol|MCP server|MCP Server)\b")),
    ("harness", re.compile(r"\b[A-Z][\w.]*(?: [A-Z][\w.]*){0,2} (?:CLI|Coding Agent|Code Agent)\b")),
    (
        "cloud_platform_gateway",
        re.compile(
            r"\b[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} "
            r"(?:Agents API|Agent API|Tools API|Voice Agent API|Agent Platform|Agents Platform"
            r"|Marketplace|AgentOps)\b"
        ),
    ),
    (
        "device_desktop",
        re.compile(r"\b[A-Z]\w+ (?:in|for) (?:Chrome|Excel|PowerPoint|Word|Outlook|Office|macOS)\b"),
    ),
)
# Sentences that say what a bare new name is.
NATURE = (
    (
        "harness",
        _any(
            r"\bcoding (?:agent|assistant)\b|\bcode agent\b|\bcli agent\b"
            r"|\bagentic coding tool\b"
        ),
    ),
    (
        "framework_sdk",
        _any(r"\b(?:framework|toolkit|sdk|library) (?:for|to) (?:building |build )?(?:ai )?agents?\b"),
    ),
    ("protocol", _any(r"\b(?:open )?(?:standard|protocol)\b.{0,60}\bagents?\b")),
    ("local_runtime_sandbox", _any(r"\b(?:sandbox|runs? locally|on your own machine)\b.{0,60}\bagents?\b")),
    ("device_desktop", _any(r"\b(?:ai|agentic) browser\b|\bdesktop agent\b|\bcomputer use\b")),
    (
        "cloud_platform_gateway",
        _any(r"\b(?:deploy|host|run|manage|govern)\w*\b.{0,40}\bagents?\b", r"\bagents? platform\b"),
    ),
)
SMALL_ADDITION = _any(
    r"^[`*\s]*[`$/-]",
    r"\b(?:environment variable|env var|setting|flag|option|parameter|shortcut|keybinding|config|slug"
    r"|types?)\b",
    r"\bsupport for `|\bfield\b|\bheader\b|\btelemetry\b|\blog(?:s|ging)?\b|\bmessage\b|\bwarning\b",
)
