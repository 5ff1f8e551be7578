"""A progress bar for builds; silent when nobody watches a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sayso.export.terminal import printable

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


class Bar:
    """Move a rich progress bar as files and documents are done."""

    def __init__(self, progress: Progress, task: TaskID) -> None:
        self._progress = progress
        self._task = task
        self._documents = 0

    def found(self, files: int) -> None:
        """Set how many files there are."""
        self._progress.update(self._task, total=files)

    def file_done(self, path: str) -> None:
        """Count a file."""
        self._progress.update(self._task, advance=1, description=f"{self._documents} documents")

    def document_done(self, path: str) -> None:
        """Count a document and name it."""
        self._documents += 1
        self._progress.update(self._task, description=f"{self._documents} documents · {printable(path)[-40:]}")


@contextmanager
def watching(*, quiet: bool) -> Iterator[Bar | None]:
    """Show a bar on standard error while a block runs; give None if quiet or not a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bar(progress, progress.add_task("", total=None))
