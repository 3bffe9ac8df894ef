"""Measure models and files: bytes, milliseconds, zeros, parameters, bits."""

import gzip
import os
import platform
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

#: What Keras 2 calls the weights that multiply an input. Wrappers keep others
#: beside them, such as ``kernel_min`` and ``cluster_centroids_kernel``.
KERNELS = {"kernel", "depthwise_kernel", "pointwise_kernel", "recurrent_kernel"}


def file_size(artifact: bytes | str | Path) -> int:
    """Return how many bytes a file, or a model already in memory, takes.

    Raises:
        FileNotFoundError: If there is no such file.
    """
    return len(_content(artifact))


def gzip_size(artifact: bytes | str | Path) -> int:
    """Return how many bytes the artifact takes gzipped, at level 9.

    No time stamp and no file name go into the header, so the same content
    always gives the same number.

    Raises:
        FileNotFoundError: If there is no such file.
    """
    return len(gzip.compress(_content(artifact), compresslevel=9, mtime=0))


def _content(artifact) -> bytes:
    if isinstance(artifact, bytes | bytearray | memoryview):
        return bytes(artifact)
    path = Path(artifact)
    if not path.is_file():
        raise FileNotFoundError(f"no file {path}: save the model there before measuring it")
    return path.read_bytes()


@dataclass(frozen=True)
class Latency:
    """Run times of one call, in milliseconds: the median and the middle half."""

    median: float
    lower_quartile: float
    upper_quartile: float
    runs: int

    def __str__(self) -> str:
        """Return e.g. ``1.25 ms (1.20 to 1.31)``."""
        return f"{self.median:.2f} ms ({self.lower_quartile:.2f} to {self.upper_quartile:.2f})"


def latency(call: Callable[[], object], *, runs: int = 50, warmup: int = 5) -> Latency:
    """Time ``call()`` over ``runs`` calls, after ``warmup`` calls that don't count.

    The median and the quartiles are reported: one interruption by the
    machine doesn't move them, as it would the mean.

    Raises:
        ValueError: If ``runs`` is below 1 or ``warmup`` below 0.
    """
    if runs < 1 or warmup < 0:
        raise ValueError(f"runs={runs} must be at least 1 and warmup={warmup} at least 0")
    for _ in range(warmup):
        call()
    times = np.empty(runs)
    for run in range(runs):
        start = time.perf_counter()
        call()
        times[run] = time.perf_counter() - start
    lower, median, upper = np.percentile(1000 * times, [25, 50, 75])
    return Latency(float(median), float(lower), float(upper), runs)


@dataclass(frozen=True)
class Parameters:
    """How many numbers a model holds, and the bytes (``memory``) that they take."""

    trainable: int
    fixed: int
    memory: int

    @property
    def total(self) -> int:
        """Trainable and fixed ones together."""
        return self.trainable + self.fixed


def parameters(model) -> Parameters:
    """Count the parameters of a Keras model.

    Args:
        model: A built ``tf.keras.Model``: one that knows the shape of its input.

    Raises:
        ValueError: If the model isn't built yet.
    """
    _require_weights(model)
    trainable = sum(_length(weight) for weight in model.trainable_weights)
    fixed = sum(_length(weight) for weight in model.non_trainable_weights)
    memory = sum(_length(w) * np.dtype(w.dtype.name).itemsize for w in model.weights)
    return Parameters(trainable, fixed, memory)


def _length(weight) -> int:
    return int(np.prod(weight.shape))


def model_sparsity(model) -> float:
    """Return the share of exact zeros in a Keras model's kernels.

    Biases and the statistics of normalization layers don't count: pruning
    leaves them alone.

    Raises:
        ValueError: If the model isn't built yet or has no kernel.
    """
    kernels = kernel_arrays(model)
    zeros = sum(int(np.count_nonzero(kernel == 0)) for kernel in kernels)
    return zeros / sum(kernel.size for kernel in kernels)


def weight_entropy(model) -> float:
    """Return the Shannon entropy of a Keras model's kernels, in bits a weight.

    The bits that an ideal code needs on average for one weight if every
    value is coded by how often it occurs (Shannon 1948, section 6): 0 if all
    are equal, log2(n) if all n are different.

    Raises:
        ValueError: If the model isn't built yet or has no kernel.
    """
    from scipy.stats import entropy

    values = np.concatenate([kernel.ravel() for kernel in kernel_arrays(model)])
    _, counts = np.unique(values, return_counts=True)
    return float(entropy(counts, base=2))


def kernel_arrays(model) -> list[np.ndarray]:
    """Return the kernels of a Keras model's layers, in order, frozen ones too.

    Kernels are what Dense, Conv and recurrent layers multiply their inputs by.

    Raises:
        ValueError: If the model isn't built yet or has no kernel.
    """
    _require_weights(model)
    kernels = [np.asarray(weight) for weight in model.weights if is_kernel(weight)]
    if not kernels:
        raise ValueError(f"{model.name} has no Dense or Conv kernel to measure")
    return kernels


def is_kernel(weight) -> bool:
    """Say whether a layer multiplies its input by this Keras variable."""
    # A full name is "layer/kernel:0".
    return weight.name.rpartition("/")[2].partition(":")[0] in KERNELS


def _require_weights(model) -> None:
    if not model.built:
        raise ValueError(
            f"{model.name} has no weights yet: give its first layer an input_shape, "
            "or call it once on a batch"
        )


def machine() -> dict[str, str]:
    """Return what a measurement should name: processor, cores, Python, NumPy."""
    return {
        "processor": _processor_name(),
        "cores": str(os.cpu_count()),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def _processor_name() -> str:
    information = Path("/proc/cpuinfo")
    if information.exists():
        for line in information.read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()
