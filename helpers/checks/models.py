"""Remember the state of a Keras model, so that a change of it can be seen afterwards."""

import sys
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class ModelState:
    """What a function may not change in a model that it was given.

    Attributes:
        weights: Copies of all weights, by name.
        layers: Class and ``trainable`` flag of each layer, by name.
        compiled: Whether the model is compiled.
    """

    weights: dict[str, np.ndarray]
    layers: dict[str, tuple[str, bool]]
    compiled: bool

    def __str__(self) -> str:
        """Say in a few words what the model was."""
        return describe_kinds([kind for kind, _ in self.layers.values()])

    def difference(self, other: "ModelState") -> str | None:
        """Say in a sentence what differs first, or None."""
        if self.layers.keys() != other.layers.keys():
            return f"its layers were {_listed(self.layers)} and are {_listed(other.layers)}"
        for name, (kind, trainable) in self.layers.items():
            if other.layers[name] != (kind, trainable):
                now_kind, now_trainable = other.layers[name]
                return (
                    f"layer {name} was a {kind} with trainable={trainable} and is a {now_kind} "
                    f"with trainable={now_trainable}"
                )
        if self.compiled != other.compiled:
            return "it was compiled and isn't" if self.compiled else "it wasn't compiled and is"
        for name, weight in self.weights.items():
            if not np.array_equal(weight, other.weights.get(name), equal_nan=True):
                return f"the weights {name} are not what they were"
        return None


def _listed(layers: dict) -> str:
    return ", ".join(layers)


def is_model(value) -> bool:
    """Whether a value is a Keras 2 model. Imports nothing."""
    keras = sys.modules.get("tf_keras")
    return keras is not None and isinstance(value, keras.Model)


def state_of(model) -> ModelState:
    """Read the state of a model."""
    return ModelState(
        # Two layers of a model may name their weights alike; their places differ.
        {f"{i} ({weight.name})": weight.numpy() for i, weight in enumerate(model.weights)},
        {layer.name: (type(layer).__name__, bool(layer.trainable)) for layer in model.layers},
        getattr(model, "optimizer", None) is not None,
    )


def describe_model(model) -> str:
    """Say in a few words what a model is."""
    return describe_kinds([type(layer).__name__ for layer in model.layers])


def describe_kinds(kinds: list[str]) -> str:
    """Name a model by the classes of its layers, the first six of them."""
    return f"a Keras model ({', '.join(kinds[:6])}{', ...' if len(kinds) > 6 else ''})"
