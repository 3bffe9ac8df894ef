"""Watch how sparse tfmot makes a model while a function trains it."""

import functools
import inspect
from contextlib import contextmanager

import numpy as np

from helpers.probes.border import probe


@probe
def pruning_trace(f, *args, seed=0):
    """Call ``f(*args)``, which prunes a Keras model while it trains one, and watch the masks.

    Only trainings by ``fit`` are seen: each gets one more callback, except where
    the function passes a finished CallbackList. What the function itself returns
    is thrown away.

    Args:
        seed: Int. Set for Python, NumPy and TensorFlow before the call.

    Returns:
        After each batch, the share of zeros in all of tfmot's masks together; a list of floats.
        It is empty where nothing that has masks was trained by ``fit``.
    """
    import tensorflow as tf

    tf.keras.utils.set_random_seed(seed)
    trace = []
    with _watched_fit(trace):
        f(*args)
    return trace


@contextmanager
def _watched_fit(trace: list):
    """Add a callback to every fit; it appends to the trace."""
    import tensorflow as tf

    fit = tf.keras.Model.fit
    signature = inspect.signature(fit)

    @functools.wraps(fit)
    def watched(*args, **options):
        given = signature.bind(*args, **options)
        watch = tf.keras.callbacks.LambdaCallback(
            on_train_batch_end=lambda batch, logs: trace.extend(_sparsity(args[0]))
        )
        given.arguments["callbacks"] = _with(watch, given.arguments.get("callbacks"))
        return fit(*given.args, **given.kwargs)

    tf.keras.Model.fit = watched
    try:
        yield
    finally:
        tf.keras.Model.fit = fit


def _with(watch, callbacks):
    """Callbacks as ``fit`` takes them (none, one, several), and one more."""
    import tensorflow as tf

    if isinstance(callbacks, tf.keras.callbacks.CallbackList):
        # It is closed: what it is to call was decided when it was made.
        return callbacks
    return [*tf.nest.flatten(callbacks or []), watch]


def _sparsity(model) -> list[float]:
    """The share of zeros in the model's masks, or nothing where it has none."""
    masks = [
        mask.numpy()
        for module in (model, *model.submodules)
        for _, mask, _ in getattr(module, "pruning_vars", [])
    ]
    if not masks:
        return []
    zeros = sum(np.count_nonzero(mask == 0) for mask in masks)
    return [float(zeros / sum(mask.size for mask in masks))]
