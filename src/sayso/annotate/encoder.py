"""The encoder: the graphs, vocabulary and projection of a trained model, loaded once a process."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sayso.annotate.graphs import READER_OUTPUTS, WORD_OUTPUTS, Graph
from sayso.annotate.model import PACKAGED, READER, VECTOR, VOCABULARY, WORDS, ModelIdentity, model_identity
from sayso.annotate.wordpiece import WordPiece
from sayso.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Encoder:
    """Hold the graphs of a trained model; loaded once a process, used by one thread."""

    identity: ModelIdentity
    cutter: WordPiece
    words: Graph
    reader: Graph
    projection: NDArray[np.float32] | None

    @classmethod
    def load(cls, folder: Path | None = None) -> Encoder:
        """Load the model in ``folder``, the one of the package if None.

        Raises:
            ModelError: a file is missing or broken, or the model has other labels than this version.
        """
        import numpy as np

        folder = folder or PACKAGED
        identity = model_identity(folder)
        try:
            cutter = WordPiece.load(folder / VOCABULARY)
            projection = np.load(folder / VECTOR) if (folder / VECTOR).is_file() else None
        except (OSError, ValueError) as error:
            raise ModelError(
                "the encoder's weights cannot be read", path=str(folder), remedy="Reinstall sayso"
            ) from error
        words, reader = Graph.load(folder / WORDS, WORD_OUTPUTS), Graph.load(folder / READER, READER_OUTPUTS)
        return cls(identity, cutter, words, reader, projection)
