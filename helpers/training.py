"""Train Keras models so that the same seed gives the same model, quietly, on one thread."""

from collections.abc import Callable
from contextlib import suppress


def train(build: Callable, X, y, *, epochs: int, batch_size: int, seed: int, validation=None):
    """Build a model from a seed, and train it.

    The seed decides the initial weights, the order of the batches and the
    dropout. TensorFlow is kept to one thread, if it hasn't started yet:
    small models train no slower, and sums are added up in the same order.

    Args:
        build: Called without arguments; returns a compiled ``tf.keras.Model``.
        X, y: What ``fit`` takes: arrays or dictionaries of arrays, n rows each.
        epochs: How many times every row is seen.
        batch_size: Rows of one step.
        seed: Any whole number from 0.
        validation: A pair (X, y) to be measured after every epoch, optional.

    Returns:
        The trained model, and its curves: name of a loss or metric ("loss", "val_accuracy") to a
        list of one float an epoch.
    """
    import tensorflow as tf

    use_one_thread()
    tf.keras.backend.clear_session()
    tf.keras.utils.set_random_seed(seed)
    model = build()
    # Keras would make the optimizer's variables in the first step, and trace the step twice.
    if model.built and isinstance(model.optimizer, tf.keras.optimizers.Optimizer):
        model.optimizer.build(model.trainable_variables)
    history = model.fit(
        X, y, epochs=epochs, batch_size=batch_size, validation_data=validation, verbose=0
    )
    curves = {name: [float(value) for value in values] for name, values in history.history.items()}
    return model, curves


def use_one_thread() -> None:
    """Keep TensorFlow to one thread, where it hasn't chosen its number of threads yet."""
    import tensorflow as tf

    with suppress(RuntimeError):
        tf.config.threading.set_intra_op_parallelism_threads(1)
        tf.config.threading.set_inter_op_parallelism_threads(1)
