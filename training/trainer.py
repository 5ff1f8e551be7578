"""Trainer: the steps of a training, its scores on the way, and its checkpoints."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import msgspec
import numpy as np
import torch
from torch import Tensor

from training.batches import Batch, Draws, asked_groups, collated, drawn_questions, hidden
from training.corpora import CORPORA, SHARED
from training.crew import ALONE, Crew
from training.evaluate import line, score
from training.losses import class_weights, reader_losses, word_losses
from training.mining import false_triggers
from training.model import Model
from training.pace import Pace, Place, schedule
from training.settings import GOLD, Phase, Settings
from training.sources import Sources
from training.weights import fresh_model, replace, save_model

CHECKPOINT, LOG = "checkpoint.pt", "log.jsonl"
CHECKPOINT_SECONDS = 180.0
SHOW_EVERY = 25
"""Steps between lines of the log."""


class Trainer:
    """Hold what changes while training: weights, their running mean, the optimiser and the place."""

    def __init__(
        self,
        settings: Settings,
        sources: Sources,
        out: Path,
        minutes: float | None = None,
        crew: Crew = ALONE,
    ) -> None:
        self.settings, self.sources, self.out, self.minutes, self.crew = settings, sources, out, minutes, crew
        torch.manual_seed(settings.seed)
        self.model = fresh_model(settings.model)
        torch.manual_seed(settings.seed + crew.rank)
        self.mean = {name: value.detach().clone() for name, value in self.model.state_dict().items()}
        self.optimiser = _optimiser(self.model, settings)
        self.place = Place()
        self.weights = class_weights(sources.corpora.get(GOLD, []), settings.balance)
        self.known = {name: corpus.labels for name, corpus in CORPORA.items() if corpus.labels}
        out.mkdir(parents=True, exist_ok=True)

    def run(self) -> None:
        """Train through all phases, from wherever a checkpoint left off."""
        self.resume()
        while self.place.phase < len(self.settings.phases):
            phase = self.settings.phases[self.place.phase]
            self._train(phase)
            self.place.phase += 1
            self.place.step = self.place.pool = self.place.done = 0
            self.place.phase_seconds = 0.0
            if self.crew.leads:
                self.checkpoint()

    def _train(self, phase: Phase) -> None:
        pace = Pace(self.place, phase, self._seconds(phase))
        shown: dict[str, list[float]] = {}
        read = saved = 0.0
        for batch in self._batches(phase):
            began = time.monotonic()
            for name, value in self._step(batch, phase, pace.progress()).items():
                shown.setdefault(name, []).append(value)
            spent = time.monotonic() - began
            pace.spent(self.crew.told(spent))
            read, saved = read + len(batch.unit[batch.unit >= 0]), saved + spent
            if self.crew.leads and self.place.step % SHOW_EVERY == 0:
                self._show(phase, shown, read, pace)
                shown, read = {}, 0.0
            if phase.scored and self.place.step % self.settings.score_every == 0 and self._score():
                return
            if self.crew.leads and saved > CHECKPOINT_SECONDS:
                self.checkpoint()
                saved = 0.0
            if pace.progress() >= 1:
                break
        if not phase.scored:
            if self.crew.leads:
                self.save()
        elif self.place.step % self.settings.score_every:
            self._score()

    def _batches(self, phase: Phase) -> Iterator[Batch]:
        settings, place = self.settings, self.place
        seed = settings.seed + 1000 * place.phase
        draws = Draws(self.sources.corpora, phase.shares, settings.optimiser.batch_pieces, seed)
        while True:
            batches = draws.pool(place.pool)
            while place.done + self.crew.size <= len(batches):
                rows = batches[place.done + self.crew.rank]
                rng = np.random.default_rng([seed, place.step, 1 + self.crew.rank])
                place.step += 1
                place.done += self.crew.size
                batch = collated(rows, drawn_questions(rows, settings.questions, rng))
                yield hidden(batch, phase.hidden, rng)
            place.pool, place.done = place.pool + 1, 0

    def _step(self, batch: Batch, phase: Phase, progress: float) -> dict[str, float]:
        optimiser, settings = self.optimiser, self.settings.optimiser
        factor = phase.rate * schedule(progress, settings.warm_up)
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * factor
        self.model.train()
        with torch.autocast("cpu", torch.bfloat16):
            losses = self.losses(batch)
        weights = self.settings.loss | phase.loss
        weighted = [weights.get(name, 1.0) * value for name, value in losses.items()]
        if weighted:  # a batch may hold nothing but windows that nothing is asked about
            torch.stack(weighted).sum().backward()  # type: ignore[no-untyped-call]
        self.crew.average(self.model.parameters())
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), settings.clip)
        optimiser.step()
        optimiser.zero_grad(set_to_none=True)
        self._average(min(settings.average, (1 + self.place.step) / (10 + self.place.step)))
        return {name: float(value.detach()) for name, value in losses.items()}

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Give all losses of a batch by name, unweighted."""
        words = self.model.words(batch)
        logits = self.model.heads(words)
        found = word_losses(logits, batch, self.known)
        questions = [*batch.questions, *false_triggers(logits["trigger"], batch, self.settings.mined)]
        sums: dict[str, list[tuple[Tensor, int]]] = {}
        for group in asked_groups(batch, questions):
            for name, pair in reader_losses(self.model.answers(words, group), group, self.weights).items():
                sums.setdefault(name, []).append(pair)
        for name, pairs in sums.items():
            total = torch.stack([value for value, _ in pairs]).sum()
            found[name] = total / sum(count for _, count in pairs)
        return {name: value for name, value in found.items() if self.settings.loss.get(name, 1.0) > 0}

    @torch.no_grad()
    def _average(self, decay: float) -> None:
        own = list(self.model.state_dict().values())
        torch._foreach_lerp_(list(self.mean.values()), own, 1 - decay)

    def _score(self) -> bool:
        """Score the running mean on the held-in slice, keep it if it is the best; True if it is time to stop."""
        if self.crew.leads:
            self._watch()
        self.place.worse = round(self.crew.told(self.place.worse))
        return self.place.worse >= self.settings.patience

    def _watch(self) -> None:
        trained = {name: value.clone() for name, value in self.model.state_dict().items()}
        self.model.load_state_dict(self.mean)
        figures = score(self.model, self.sources.watched, self.sources.cutter, SHARED / "gold" / "train")
        self.model.load_state_dict(trained)
        place = self.place
        better = figures["watched"] > place.best
        place.worse = 0 if better else place.worse + 1
        if better:
            place.best = figures["watched"]
            self.save()
        self._log({"step": place.step, "phase": place.phase, **figures})
        click.echo(f"  held-in {line(figures)}{' *' if better else ''}")

    def save(self) -> None:
        """Write the running mean as the model."""
        save_model(self.out, self.settings.model, self.mean, self.sources.cutter)

    def checkpoint(self) -> None:
        """Write all that a broken-off training needs to go on as if nothing had happened."""
        state = {
            "settings": msgspec.json.encode(self.settings).decode(),
            "model": self.model.state_dict(),
            "mean": self.mean,
            "optimiser": self.optimiser.state_dict(),
            "random": torch.get_rng_state(),
            "place": {name: getattr(self.place, name) for name in Place.__slots__},
        }
        replace(self.out / CHECKPOINT, state)

    def resume(self) -> None:
        """Go on from the checkpoint in the folder, if there is one.

        Raises:
            click.UsageError: the checkpoint is of another configuration.
        """
        path = self.out / CHECKPOINT
        if not path.exists():
            return
        state = torch.load(path, weights_only=True)
        if state["settings"] != msgspec.json.encode(self.settings).decode():
            raise click.UsageError(f"{path} was written under another configuration: name another --out or remove it")
        self.model.load_state_dict(state["model"])
        self.mean = state["mean"]
        self.optimiser.load_state_dict(state["optimiser"])
        torch.set_rng_state(state["random"])
        self.place = Place(**state["place"])
        click.echo(f"going on from phase {self.place.phase + 1}, step {self.place.step}")

    def _seconds(self, phase: Phase) -> float | None:
        if self.minutes is None:
            return None
        return self.minutes * 60 * phase.steps / sum(one.steps for one in self.settings.phases)

    def _show(self, phase: Phase, shown: dict[str, list[float]], words: float, pace: Pace) -> None:
        means = {name: round(float(np.mean(values)), 4) for name, values in sorted(shown.items())}
        rate = words / max(pace.taken(), 1e-9)
        self._log({"step": self.place.step, "phase": self.place.phase, "words_a_second": round(rate), **means})
        told = " ".join(f"{name} {value:.3f}" for name, value in means.items())
        minutes = self.place.seconds / 60
        click.echo(f"{phase.name} {self.place.step} {minutes:.1f} min {rate:.0f} words/s {told}")

    def _log(self, row: dict[str, Any]) -> None:
        with (self.out / LOG).open("a", encoding="utf-8") as file:
            file.write(json.dumps(row) + "\n")


def _optimiser(model: Model, settings: Settings) -> torch.optim.Optimizer:
    rates = settings.optimiser
    groups = []
    for encoder in (True, False):
        for decays in (True, False):
            parameters = [
                value
                for name, value in model.named_parameters()
                if name.startswith("encoder.") == encoder and (value.ndim > 1) == decays
            ]
            rate = rates.encoder_rate if encoder else rates.heads_rate
            decay = rates.weight_decay if decays else 0.0
            groups.append({"params": parameters, "lr": rate, "base": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups, fused=True, betas=(0.9, 0.98))
