"""What labelled examples teach about new questions: a linear model on their vectors.

Ridge regression, solved exactly when the library is loaded; nothing is trained on members' words.
"""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from bot.guidance.meaning import Vectors

Matrix: TypeAlias = NDArray[np.float64]


class Learned:
    """Weights from a vector to each label."""

    def __init__(self, vectors: Vectors, labels: Matrix, weights: Matrix, restraint: float) -> None:
        """Fit one row of ``labels`` (0 to 1) an example; ``weights`` say how much each counts."""
        # The root on both sides makes the product symmetric, which costs half as much.
        roots = np.sqrt(weights)[:, np.newaxis]
        inputs = _with_constant(vectors) * roots
        gram = inputs.T @ inputs + restraint * np.eye(inputs.shape[1])
        self._weights = np.linalg.solve(gram, inputs.T @ (labels * roots))

    def expect(self, vector: Vectors) -> Matrix:
        """How much each label is expected for one vector: about 1 for yes, 0 for no."""
        expected: Matrix = _with_constant(vector[np.newaxis])[0] @ self._weights
        return expected


def _with_constant(vectors: Vectors) -> Matrix:
    return np.column_stack([vectors.astype(np.float64), np.ones(len(vectors))])
