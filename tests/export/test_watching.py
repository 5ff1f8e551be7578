"""The progress bar: silent where nobody watches, and safe for a terminal where somebody does."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from rich.progress import Progress

from sayso.export.watching import Bar, watching


@pytest.mark.parametrize("quiet", [True, False])
def test_nothing_is_shown_where_nobody_watches(quiet: bool, capsys: pytest.CaptureFixture[str]) -> None:
    with watching(quiet=quiet) as bar:
        assert bar is None
    assert capsys.readouterr() == ("", "")


def test_a_bar_counts_files_and_documents_and_names_them_safely() -> None:
    progress = Progress(console=Console(file=io.StringIO()))
    task = progress.add_task("", total=None)
    bar = Bar(progress, task)
    bar.found(2)
    bar.document_done("a\x1b[2J.txt")
    assert progress.tasks[0].description == "1 documents · a[2J.txt"
    bar.file_done("a.txt")
    shown = progress.tasks[0]
    assert (shown.total, shown.completed, shown.description) == (2, 1, "1 documents")
