"""Several processes train one model as one process would on all their batches."""

from __future__ import annotations

from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="torch is not installed: it is needed for training only")

from tests.training.tiny import CUTTER, REPORT, SENTENCES, SETTINGS, WORDS, sources  # noqa: E402
from training.batches import Batch, collated  # noqa: E402
from training.crew import Crew  # noqa: E402
from training.examples import examples  # noqa: E402
from training.passages import Labelled, Passage  # noqa: E402
from training.predict import found_in  # noqa: E402
from training.settings import Phase  # noqa: E402
from training.train import train  # noqa: E402
from training.trainer import Trainer  # noqa: E402
from training.weights import load_model  # noqa: E402

CREW = 2


def batch_of(rank: int) -> Batch:
    """Give each process a batch that teaches what the other's does not: events, or names."""
    named = Passage("wnut17", "other", WORDS, SENTENCES, names=(Labelled(2, 3, "LOC"),))
    return collated(list(examples((REPORT, named)[rank], CUTTER)))


def gradients(crew: Crew, meeting: Path, out: Path) -> None:
    """Save what a process has for gradients after averaging."""
    torch.set_num_threads(1)
    with crew.joined(meeting):
        one = Trainer(SETTINGS, sources(), out / str(crew.rank), crew=crew)
        torch.stack(list(one.losses(batch_of(crew.rank)).values())).sum().backward()
        crew.average(one.model.parameters())
        torch.save({name: value.grad for name, value in one.model.named_parameters()}, out / f"{crew.rank}.pt")


def test_two_processes_average_to_the_gradients_of_one_with_both_batches(tmp_path: Path) -> None:
    spawn = get_context("spawn")
    crew = [spawn.Process(target=gradients, args=(Crew(n, CREW), tmp_path / "met", tmp_path)) for n in range(CREW)]
    for one in crew:
        one.start()
    for one in crew:
        one.join()
    assert [one.exitcode for one in crew] == [0, 0]
    alone = Trainer(SETTINGS, sources(), tmp_path / "alone")
    both = [torch.stack(list(alone.losses(batch_of(rank)).values())).sum() for rank in range(CREW)]
    (sum(both) / CREW).backward()
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in range(CREW))
    for name, value in alone.model.named_parameters():
        wanted = torch.zeros_like(value) if value.grad is None else value.grad
        assert torch.equal(first[name], second[name]), name
        assert torch.allclose(first[name], wanted, rtol=1e-4, atol=1e-5), name
    assert first["heads.names.weight"].abs().max() > 0 and first["reader.roles.weight"].abs().max() > 0


def test_two_processes_leave_one_model(tmp_path: Path) -> None:
    train(replace(SETTINGS, phases=(Phase("only", 2, {"gold": 1.0}),)), tmp_path, sources, processes=2)
    model, cutter = load_model(tmp_path)
    assert len(found_in(model, [REPORT], cutter)) == 1
    files = {path.name for path in tmp_path.iterdir()}
    assert files == {"weights.pt", "size.json", "labels.json", "vocab.txt", "checkpoint.pt"}
    place = torch.load(tmp_path / "checkpoint.pt", weights_only=True)["place"]
    assert (place["phase"], place["step"]) == (1, 0)
