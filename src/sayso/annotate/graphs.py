"""Graphs: the two parts of the encoder as onnxruntime runs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sayso.errors import ModelError

WORD_OUTPUTS = ("words", "narrowed", "trigger", "names", "voices", "pledges")
READER_OUTPUTS = (
    "roles", "numbers", "pair", "status", "attributed", "hearsay", "stance", "anonymous", "fact",
)  # fmt: skip
LEFT_OUT = ("SkipLayerNormFusion",)
"""Steps of onnxruntime's that are not taken. Its joined kernel takes eight times as long as the two it joins: it made
the graph of the words 10 % slower and the reader 16 % (1.31 on an AMD EPYC, 2026-11)."""


@dataclass(frozen=True, slots=True)
class Graph:
    """Run one graph on one thread; ``outputs`` are those it has of the ones asked for."""

    session: Any
    outputs: tuple[str, ...]

    @classmethod
    def load(cls, path: Path, outputs: tuple[str, ...]) -> Graph:
        """Open a graph.

        Raises:
            ModelError: the file is missing, or is no graph that this onnxruntime can run.
        """
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 4
        # An arena keeps the largest tensors it ever held; windows are small, and a long run should stay small too.
        options.enable_cpu_mem_arena = False
        try:
            session = onnxruntime.InferenceSession(
                str(path), options, ["CPUExecutionProvider"], disabled_optimizers=list(LEFT_OUT)
            )
        except Exception as error:  # onnxruntime's own errors have no common base but this
            reason = "is missing" if not path.is_file() else f"cannot be opened ({str(error).splitlines()[0]})"
            raise ModelError(f"the graph {reason}", path=str(path), remedy="Reinstall sayso") from error
        there = {output.name for output in session.get_outputs()}
        return cls(session, tuple(name for name in outputs if name in there))

    def run(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Give every output by name as a numpy array."""
        return dict(zip(self.outputs, self.session.run(list(self.outputs), dict(inputs)), strict=True))
