"""Test cells work when the answer lives in another process and only plain data cross over."""

import builtins

import numpy as np
import pytest

from helpers.checks.models import is_model
from helpers.probes import PROBES
from solutions.answer_runs import lab_names, read_lab, run, variants_of

EVERY_LAB = pytest.mark.parametrize("lab", lab_names())


def ship(value):
    """Copy a value as the border would: numbers, text, arrays and sequences of these."""
    if value is None or isinstance(value, bool | int | float | complex | str | bytes):
        return value
    if isinstance(value, np.ndarray | np.generic):
        copy = np.array(np.asarray(value), copy=True)
        copy.flags.writeable = getattr(value, "flags", copy.flags).writeable
        return copy if isinstance(value, np.ndarray) else copy[()]
    if isinstance(value, list | tuple):
        return type(value)([ship(item) for item in value])
    if isinstance(value, dict):
        return {ship(key): ship(item) for key, item in value.items()}
    if is_model(value):
        return rebuilt(value)
    if hasattr(value, "__array__"):
        return np.array(value)
    raise TypeError(f"{type(value).__name__} can't cross")


def rebuilt(model):
    """A Keras model as it would arrive: architecture, weights and what it was compiled with."""
    import tensorflow as tf
    import tensorflow_model_optimization as tfmot

    with tfmot.sparsity.keras.prune_scope():
        copy = type(model).from_config(model.get_config())
    if not copy.built:
        copy.build(model.input_shape)
    copy.set_weights(model.get_weights())
    for layer, other in zip(copy.layers, model.layers, strict=True):
        layer.trainable = other.trainable
    if model.optimizer is not None:
        copy.compile_from_config(model.get_compile_config())
    assert isinstance(copy, tf.keras.Model)
    return copy


class Stub:
    """Stands where the answer stood; the answer is out of reach."""

    def __init__(self, answer):
        self.__name__ = answer.__name__
        self._reach = lambda: answer

    def __call__(self, *args):
        return self._cross(self._reach(), args)

    def run_probe(self, name, args, options):
        options = ship(options)
        return self._cross(lambda *shipped: PROBES[name](self._reach(), *shipped, **options), args)

    def _cross(self, function, args):
        there = [ship(argument) for argument in args]
        try:
            result = ship(function(*there))
        except Exception as error:
            # Exceptions cross by the name of a built-in type and their message.
            kinds = [kind.__name__ for kind in type(error).__mro__]
            known = next(name for name in kinds if hasattr(builtins, name))
            raise getattr(builtins, known)(str(error)) from None
        for here, changed in zip(args, there, strict=True):
            if isinstance(here, np.ndarray) and here.flags.writeable:
                here[...] = changed
            elif isinstance(here, list):
                here[:] = changed
            elif is_model(here):
                here.set_weights(changed.get_weights())
                for layer, other in zip(here.layers, changed.layers, strict=True):
                    layer.trainable = other.trainable
        return result


def named(variants):
    return [
        pytest.param(lab, variant, id=f"{lab}-{variant.function}-{variant.name}")
        for lab, variant in variants
    ]


def fast_variants(is_right):
    """Two right ones of each function, and every wrong one whose mistake a border could hide."""
    chosen = []
    for lab in lab_names():
        for function in read_lab(lab).answers:
            variants = [v for v in variants_of(lab) if v.function == function]
            if is_right:
                chosen += [(lab, v) for v in variants if v.is_right][:2]
            else:
                chosen += [(lab, v) for v in variants if not v.is_right and could_be_hidden(v)]
    return chosen


#: What a test says where it saw more of an answer than its result.
SEEN_INSIDE = (
    "changes its input in place",
    "changes the model",
    "d x d matrix",
    "for each pair",
    "grows step by step",
    "hands the question",
    "not written yet",
    "scikit-learn",
    "scipy.spatial",
)


def could_be_hidden(variant):
    return any(words in said for said in variant.feedback for words in SEEN_INSIDE)


@EVERY_LAB
def test_master_earns_every_point_across_the_border(lab):
    for function, cell in read_lab(lab).answers.items():
        result = run(lab, function, cell, wrap=Stub)
        assert result.earned == result.possible, f"{function}: {result.messages}"


@pytest.mark.parametrize(("lab", "variant"), named(fast_variants(is_right=True)))
def test_right_answer_earns_every_point_across_the_border(lab, variant):
    result = run(lab, variant.function, variant.cell, wrap=Stub)
    assert result.earned == result.possible, result.messages


@pytest.mark.parametrize(("lab", "variant"), named(fast_variants(is_right=False)))
def test_wrong_answer_is_caught_across_the_border(lab, variant):
    result = run(lab, variant.function, variant.cell, wrap=Stub)
    assert result.earned < result.possible, f"the border hides that it {variant.misconception}"
    assert any(words in str(result.messages) for words in variant.feedback), result.messages
