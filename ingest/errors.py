"""What may go wrong at one source, each with the one sentence that a reader sees."""

from __future__ import annotations


class SourceError(Exception):
    """A fault of one source; the pipeline records it and goes on with the others."""

    state = "failing"

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class FetchError(SourceError):
    """No document came. `retry_after_s` is what the server asked for, null where it named none."""

    def __init__(self, sentence: str, *, status: int | None = None, retry_after_s: int | None = None) -> None:
        super().__init__(sentence)
        self.status = status
        self.retry_after_s = retry_after_s


class AddressRefused(FetchError):
    """The address is not one that we may connect to."""


class ParseError(SourceError):
    """A document came, but not of the expected form."""

    def __init__(self, expected: str, found: str) -> None:
        super().__init__(f"expected {expected}, found {found}")
        self.expected = expected
        self.found = found

    def __reduce__(self) -> tuple[type[ParseError], tuple[str, str]]:
        """Rebuilt from both parts when it crosses from a parser's child process."""
        return type(self), (self.expected, self.found)


class EmptyParse(ParseError):
    """The document has the right form but nothing in it: the page changed shape, or is empty."""

    state = "suspicious"


class ConfigurationError(Exception):
    """The operator's files are wrong; `mistakes` has one line each: file, line, key, mend."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes
