"""Every error Sayso raises, in one tree.

    SaysoError
    ├── InputError        a source, document or row that cannot be read; becomes a row in rejections
    │   ├── UnreadableInput   the bytes cannot be had: missing, forbidden, encrypted, broken archive
    │   ├── UnsafeInput       the bytes are refused: bomb, path escape, loop, too large
    │   └── UndecodableInput  the bytes are there and are not what they claim to be
    ├── CodebookError     a codebook file breaks its own rules
    ├── ModelError        the encoder's weights are missing, broken or of another version
    ├── CaseError         a case file cannot be opened or used
    │   ├── NotACase          the file is something else
    │   ├── DamagedCase       the file is a case, and parts of it cannot be read
    │   ├── NewerCase         a newer version of Sayso wrote it
    │   └── CaseFull          the disk has no room, or the file cannot be written
    ├── RecordError       a value that the record's contract does not allow
    └── UsageError        the command or call asks for something that does not exist

A message names the document, the place in it and the remedy.
"""

from __future__ import annotations


class SaysoError(Exception):
    """Base of every error that Sayso raises on purpose.

    ``path`` and ``locator`` say where (a file; a row, member or page in it), ``remedy`` what to do.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        locator: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.locator = locator
        self.remedy = remedy

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.path, self.locator) if part)
        text = f"{place}: {self.message}" if place else self.message
        return f"{text}. {self.remedy}" if self.remedy else text


class InputError(SaysoError):
    """Raised when an input cannot be read; the run records a rejection and goes on.

    ``reason`` is the short code written to rejections.jsonl, such as ``empty`` or ``zip_bomb``.
    """

    def __init__(
        self,
        reason: str,
        message: str,
        *,
        path: str | None = None,
        locator: str | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message, path=path, locator=locator, remedy=remedy)
        self.reason = reason


class UnreadableInput(InputError):
    """Raised when the bytes cannot be had: missing, forbidden, encrypted, broken archive."""


class UnsafeInput(InputError):
    """Raised when the bytes are refused: bomb, path escape, loop, too large."""


class UndecodableInput(InputError):
    """Raised when the bytes are not what they claim to be: binary, broken encoding, bad JSON."""


class CodebookError(SaysoError):
    """Raised when a codebook file breaks its own rules: unknown type, dangling id, bad pattern."""


class ModelError(SaysoError):
    """Raised when the encoder's weights are missing, broken, or do not fit this version and its codebook."""


class CaseError(SaysoError):
    """Raised when a case file cannot be opened or used."""


class NotACase(CaseError):
    """Raised when the file is not a Sayso case."""


class DamagedCase(CaseError):
    """Raised when parts of a case file cannot be read: pages of it were overwritten, or it was cut short."""


class NewerCase(CaseError):
    """Raised when a newer version of Sayso wrote the case."""


class CaseFull(CaseError):
    """Raised when the case cannot grow: the disk is full or the file cannot be written."""


class RecordError(SaysoError):
    """Raised when a value breaks the record's contract: a false EDTF date, a span off its text."""


class UsageError(SaysoError):
    """Raised when a call asks for what does not exist: an unknown format, filter or id."""
