"""Train the reader.

    python -m training.train --config training/config.toml --out build/model [--minutes N] [--processes N] [--clear]

A training that was broken off goes on from its last checkpoint when the same command is given again.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import torch

from training.crew import Crew
from training.settings import Settings, read_settings
from training.sources import Sources, corpus_hashes, read_sources
from training.trainer import Trainer


@click.command()
@click.option("--config", type=click.Path(exists=True, path_type=Path), required=True)
@click.option("--out", type=click.Path(path_type=Path), required=True, help="Folder of the weights and the log.")
@click.option("--minutes", type=float, help="Fit the phases into this time; the result then depends on the machine.")
@click.option("--processes", default=1, show_default=True, help="Each reads batches of its own for every step.")
@click.option("--threads", default=1, show_default=True, help="Of each process.")
@click.option("--steps", type=int, help="Cut every phase to this many steps, to try things out.")
@click.option("--clear", is_flag=True, help="Only clearly licensed corpora: no gold, so no events.")
def main(
    config: Path, out: Path, minutes: float | None, processes: int, threads: int, steps: int | None, clear: bool
) -> None:
    """Train by a configuration, into a folder."""
    settings = read_settings(config)
    if steps:
        settings = settings.shortened(steps)
    if clear:
        settings, told = settings.cleared()
        click.echo("\n".join(told))
    if not settings.phases:
        raise click.UsageError(f"{config} has no phase that reads a corpus")
    out.mkdir(parents=True, exist_ok=True)
    (out / "corpora.json").write_text(json.dumps(corpus_hashes(settings), indent=1) + "\n", "utf-8")
    train(settings, out, read_sources, minutes, processes, threads)


def train(
    settings: Settings,
    out: Path,
    read: Callable[[Settings], Sources],
    minutes: float | None = None,
    processes: int = 1,
    threads: int = 1,
) -> None:
    """Train one model in several processes; each of them reads the sources for itself."""
    with TemporaryDirectory() as folder:
        work = partial(_work, settings, out, read, minutes, threads, Path(folder) / "meeting")
        crew = [Crew(rank, processes) for rank in range(processes)]
        others = [get_context("spawn").Process(target=work, args=(one,), daemon=True) for one in crew[1:]]
        for other in others:
            other.start()
        work(crew[0])
        for other in others:
            other.join()


def _work(
    settings: Settings,
    out: Path,
    read: Callable[[Settings], Sources],
    minutes: float | None,
    threads: int,
    meeting: Path,
    crew: Crew,
) -> None:
    torch.set_num_threads(threads)
    sources = read(settings)
    with crew.joined(meeting):
        Trainer(settings, sources, out, minutes, crew).run()


if __name__ == "__main__":
    main()
