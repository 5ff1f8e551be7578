"""Mining: words that the model wrongly takes for triggers, asked about so that the reader can say no."""

from __future__ import annotations

import torch
from torch import Tensor

from sayso.annotate.labels import NO_EVENT, OUTSIDE, QUESTIONS
from sayso.annotate.windows import context
from training.batches import Batch, Drawn
from training.examples import Question

EVENT = QUESTIONS.index("event")


def false_triggers(logits: Tensor, batch: Batch, share: float) -> list[Drawn]:
    """Choose the words most like triggers among those that are none: ``share`` of the batch's true ones.

    ``logits`` are the trigger head's, [rows, words, labels]. Rows without annotated triggers give none.
    """
    wanted = batch.layers.get("trigger")
    if wanted is None:
        return []
    events = sum(question.kind == EVENT and question.pair >= 0 for _, question in batch.questions)
    most = min(round(share * events), int((wanted == OUTSIDE).sum()))
    if most == 0:
        return []
    event = 1 - logits.detach().float().softmax(-1)[..., OUTSIDE]
    event = event.masked_fill(wanted != OUTSIDE, -1.0)
    found = torch.topk(event.flatten(), most).indices.tolist()
    return [_question(batch, *divmod(place, event.shape[1])) for place in found]


def _question(batch: Batch, row: int, word: int) -> Drawn:
    focus = (word, word + 1)
    return row, Question(EVENT, focus, context(batch.examples[row].units, focus), pair=NO_EVENT)
