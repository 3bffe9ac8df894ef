"""Ask TensorFlow for the value and the gradient of a function."""

import numpy as np

from helpers.probes.border import ProbeVerdict, name_of, probe


@probe
def value_and_gradient(f, x, *args, upstream=None, compiled=False):
    """Evaluate ``f(x, *args)`` on a tensor, and its gradient with respect to ``x``.

    A gradient can't leave the process of the tensors it belongs to, so the
    tape is run here and both come back as arrays.

    Args:
        x: Array of floats; the function gets a tensor of its dtype.
        args: Further arguments, passed as they are.
        upstream: Array of the value's shape, optional. What arrives from the rest of a network:
            the gradient is that of ``sum(upstream * f(x))``. All ones where missing.
        compiled: Bool or "unknown shape". Whether to run the function as a ``tf.function``;
            with the latter it is traced without knowing the tensor's shape.

    Returns:
        value: numpy.ndarray.
        gradient: numpy.ndarray of ``x``'s shape, or None where no gradient reaches ``x``.

    Raises:
        ProbeVerdict: If ``f`` returns something else than a tensor, or one whose shape isn't that
            of ``upstream``.
    """
    import tensorflow as tf

    x = tf.constant(x)

    strange = []

    # Kept as it came: a graph makes a tensor of a text or a number, and stops at other things.
    @tf.autograph.experimental.do_not_convert
    def notice(result, tensor):
        if tf.is_tensor(result):
            return result
        strange.append(type(result).__name__)
        return tf.identity(tensor)

    def of_tensor(tensor):
        return notice(f(tensor, *args), tensor)

    run = of_tensor if not compiled else _compiled(of_tensor, x, compiled == "unknown shape")
    with tf.GradientTape() as tape:
        tape.watch(x)
        value = run(x)
        if strange:
            raise ProbeVerdict(
                f"{name_of(f)} returned an object of type {strange[0]}; a TensorFlow "
                "tensor is wanted. Only TensorFlow's own operations carry a gradient."
            )
    gradient = tape.gradient(value, x, output_gradients=_seeds(f, upstream, value))
    return _as_array(value), None if gradient is None else _as_array(gradient)


def _seeds(f, upstream, value):
    import tensorflow as tf

    if upstream is None:
        return None
    shape, wanted = tuple(value.shape), np.shape(upstream)
    if shape != wanted:
        raise ProbeVerdict(
            f"{name_of(f)} returned a tensor of shape {shape}; one of shape {wanted} is wanted."
        )
    return tf.cast(upstream, value.dtype)


def _compiled(function, x, any_shape: bool):
    import tensorflow as tf

    shape = None if any_shape else x.shape
    return tf.function(function, input_signature=[tf.TensorSpec(shape, x.dtype)])


def _as_array(tensor) -> np.ndarray:
    import tensorflow as tf

    return np.array(tf.convert_to_tensor(tensor))
