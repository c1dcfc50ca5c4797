"""Speaker labels set with other marks than a colon (`<ann> …`, `ANN — …`), rewritten with a colon."""

from __future__ import annotations

import re

from ingest.kinds.transcript_pieces import TIME

_CHAT = re.compile(
    rf"^(?:\[?{TIME}(?: ?[AP]M)?\]?\s{{1,4}})?<[@+ ]?(?P<name>[\w.|`^-]{{1,30}})>\s{{1,4}}(?P<rest>\S.*)$"
)
_DASH = re.compile(
    r"^(?:\*\*)?(?P<name>[A-Z][\w.'’]{0,30}(?: [A-Z][\w.'’-]{0,30}){0,3})(?:\*\*)?\s?[—–]\s?(?P<rest>\S.*)$"
)
_SHARE = 0.6
_LEAST = 3


def with_colons(lines: list[str]) -> list[str]:
    """The lines with labels before a colon, where most of them open with returning names so marked."""
    written = sum(1 for line in lines if line.strip())
    for form in (_CHAT, _DASH):
        found = [form.match(line.strip()) for line in lines]
        names = [match["name"] for match in found if match]
        if len(names) >= max(_LEAST, _SHARE * written) and len(names) >= 1.5 * len(set(names)) > 1.5:
            return [
                f"**{match['name']}:** {match['rest']}" if match else line
                for match, line in zip(found, lines, strict=True)
            ]
    return lines
