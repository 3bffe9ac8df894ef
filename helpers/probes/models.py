"""Ask for a Keras model, and look at what came back without taking it away."""

import numpy as np

from helpers.measure import is_kernel
from helpers.probes.border import ProbeVerdict, name_of, probe, words_of


@probe
def model_report(f, *args, steps, seed=0):
    """Call ``f(*args)``, which returns a Keras model, and do some steps with that model.

    A model with tfmot's wrappers, a tape or an optimizer can't be sent to
    another process as plain data; what these steps say can.

    Args:
        steps: Sequence of tuples, done in order:

            - ``("describe",)``: see Returns.
            - ``("weights",)``: all weights, as a list of arrays.
            - ``("predict", X)``: the predictions, as an array.
            - ``("evaluate", X, y)``: loss and metrics, as floats by name.
            - ``("fit", X, y, epochs, batch_size)``: trains; its history, as lists of floats by
              name.
        seed: Int. Set for Python, NumPy and TensorFlow before the call.

    Returns:
        One plain result a step, as a list. That of "describe" is a dict:

        - "compiled": bool
        - "loss": str or None, the name of the loss
        - "metrics": list of str, their names
        - "optimizer": str or None, the name of its class
        - "layers": list of dicts, also of the layers of models inside the model: "name",
          "kind" (class of the innermost layer, such as "Dense"), "wrappers" (classes around
          it, outermost first, such as "QuantizeWrapperV2"), "trainable", "weight_bits" and
          "activation_bits" (lists of int, one for each quantizer of a quantized layer),
          "kernel" (array or None).

    Raises:
        ProbeVerdict: If ``f`` returns no Keras model, or one that stops with an error in a step.
        ValueError: If there is no such step.
    """
    import tensorflow as tf

    if unknown := [verb for verb, *_ in steps if verb not in _STEPS]:
        raise ValueError(f"there is no step {unknown[0]!r}; there is: {', '.join(_STEPS)}")
    tf.keras.utils.set_random_seed(seed)
    model = f(*args)
    if not isinstance(model, tf.keras.Model):
        raise ProbeVerdict(
            f"{name_of(f)} returned {_what(model)}; a Keras model is wanted."
            + (" Perhaps the function ends without a return." if model is None else "")
        )
    return [_do(f, model, *step) for step in steps]


def _what(value) -> str:
    return "None" if value is None else f"an object of type {type(value).__name__}"


def _do(f, model, verb: str, *inputs):
    try:
        return _STEPS[verb](model, *inputs)
    except Exception as error:
        # The function itself ended well: it must not be said to have stopped.
        raise ProbeVerdict(
            f"{name_of(f)} returned a Keras model that stopped with an error in the step "
            f"{verb!r}: {type(error).__name__}: {words_of(error)}"
        ) from None


def _weights(model) -> list[np.ndarray]:
    return [np.array(weight) for weight in model.get_weights()]


def _predict(model, X) -> np.ndarray:
    return np.array(model.predict(X, verbose=0))


def _evaluate(model, X, y) -> dict[str, float]:
    values = model.evaluate(X, y, verbose=0, return_dict=True)
    return {name: float(value) for name, value in values.items()}


def _fit(model, X, y, epochs: int, batch_size: int) -> dict[str, list[float]]:
    history = model.fit(X, y, epochs=epochs, batch_size=batch_size, verbose=0).history
    return {name: [float(value) for value in values] for name, values in history.items()}


def _describe(model) -> dict:
    compiled = getattr(model, "optimizer", None) is not None
    settings = (model.get_compile_config() or {}) if compiled else {}
    return {
        "compiled": compiled,
        "loss": next(iter(_names(settings.get("loss"))), None),
        "metrics": _names(settings.get("metrics")),
        "optimizer": type(model.optimizer).__name__ if compiled else None,
        "layers": [_layer(layer) for layer in _all_layers(model)],
    }


def _names(setting) -> list[str]:
    """Names in what ``compile`` was given: text, serialized objects, lists or dicts of these."""
    if setting is None:
        return []
    if isinstance(setting, str):
        return [setting]
    if isinstance(setting, dict) and "class_name" in setting:
        config = setting.get("config")
        name = config.get("name") if isinstance(config, dict) else config
        return [str(name or setting["class_name"])]
    parts = setting.values() if isinstance(setting, dict) else setting
    return [name for part in parts for name in _names(part)]


def _all_layers(model) -> list:
    import tensorflow as tf

    found = []
    for layer in model.layers:
        found += _all_layers(layer) if isinstance(layer, tf.keras.Model) else [layer]
    return found


def _layer(layer) -> dict:
    wrappers, inner = [], layer
    while hasattr(inner, "layer"):
        wrappers.append(type(inner).__name__)
        inner = inner.layer
    weight_bits, activation_bits = _bits(layer, inner)
    return {
        "name": layer.name,
        "kind": type(inner).__name__,
        "wrappers": wrappers,
        "trainable": bool(layer.trainable),
        "weight_bits": weight_bits,
        "activation_bits": activation_bits,
        "kernel": _kernel(layer),
    }


def _bits(layer, inner) -> tuple[list[int], list[int]]:
    """Bits of the quantizers that tfmot put on a layer's weights, and on what it computes."""
    config = getattr(layer, "quantize_config", None)
    # An annotation asks for quantizers; only the wrapper has them.
    if config is None or not type(layer).__name__.startswith("QuantizeWrapper"):
        return [], []
    weights = [quantizer for _, quantizer in config.get_weights_and_quantizers(inner)]
    activations = [quantizer for _, quantizer in config.get_activations_and_quantizers(inner)]
    activations += config.get_output_quantizers(inner)
    return [each.num_bits for each in weights], [each.num_bits for each in activations]


def _kernel(layer) -> np.ndarray | None:
    for weight in layer.weights:
        if is_kernel(weight):
            return weight.numpy()
    return None


_STEPS = {
    "describe": _describe,
    "weights": _weights,
    "predict": _predict,
    "evaluate": _evaluate,
    "fit": _fit,
}
