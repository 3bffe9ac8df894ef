"""A small ReLU network in NumPy, for stories that train it many times over.

Training one takes a fraction of a second: there is no graph to trace. A mask
for every kernel keeps the weights that were removed at 0. The loss is the
cross-entropy of the softmax, averaged over rows.
"""

import itertools
from typing import NamedTuple

import numpy as np


class DenseNet(NamedTuple):
    """Kernels (inputs, outputs) and biases (outputs,), layer by layer."""

    kernels: list[np.ndarray]
    biases: list[np.ndarray]

    def with_kernels(self, kernels) -> "DenseNet":
        """Return the same network with other kernels, cast to float64."""
        return DenseNet([np.asarray(kernel, dtype=float) for kernel in kernels], self.biases)


def initialize(layer_sizes, seed: int) -> DenseNet:
    """Draw kernels after He et al. (2015), https://arxiv.org/abs/1502.01852; biases are 0."""
    rng = np.random.default_rng(seed)
    pairs = list(itertools.pairwise(layer_sizes))
    kernels = [rng.normal(scale=np.sqrt(2 / rows), size=(rows, cols)) for rows, cols in pairs]
    return DenseNet(kernels, [np.zeros(cols) for _, cols in pairs])


def probabilities(net: DenseNet, X) -> np.ndarray:
    """Return the softmax outputs, (n, classes)."""
    return _softmax(_activations(net, np.asarray(X, dtype=float))[-1])


def accuracy(net: DenseNet, X, y) -> float:
    """Return the share of rows whose likeliest class is theirs."""
    return float(np.mean(np.argmax(probabilities(net, X), axis=1) == y))


def train(
    net: DenseNet, X, y, epochs: int, seed: int, masks=None, batch_size=32, rate=0.003
) -> DenseNet:
    """Return a trained copy, by Adam (https://arxiv.org/abs/1412.6980) on shuffled batches.

    Args:
        net: Where the training starts. It stays as it is.
        X, y: (n, inputs) array_like and (n,) integer classes.
        epochs: How many times every row is seen.
        seed: Of the shuffling.
        masks: Sequence of bool arrays, one for each kernel, optional. Weights at False are 0 from
            the start and stay 0.
    """
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    layers = len(net.kernels)
    values = [np.array(value) for value in (*net.kernels, *net.biases)]
    keep = [*(masks or [1.0] * layers), *[1.0] * layers]
    values = [value * kept for value, kept in zip(values, keep, strict=True)]
    moments = [(np.zeros_like(value), np.zeros_like(value)) for value in values]
    rng, step = np.random.default_rng(seed), 0
    for _ in range(epochs):
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch_size):
            rows, step = order[start : start + batch_size], step + 1
            slopes = gradients(DenseNet(values[:layers], values[layers:]), X[rows], y[rows])
            pace = rate * np.sqrt(1 - 0.999**step) / (1 - 0.9**step)
            for value, gradient, (first, second), kept in zip(
                values, slopes, moments, keep, strict=True
            ):
                first += 0.1 * (gradient - first)
                second += 0.001 * (gradient**2 - second)
                value -= pace * kept * first / (np.sqrt(second) + 1e-8)
    return DenseNet(values[:layers], values[layers:])


def gradients(net: DenseNet, X, y) -> list[np.ndarray]:
    """Return the gradient of the loss by every kernel, then by every bias.

    Args:
        net: The network.
        X, y: (n, inputs) array_like and (n,) integer classes.
    """
    activations = _activations(net, np.asarray(X, dtype=float))
    signal = _softmax(activations[-1])
    signal[np.arange(len(y)), y] -= 1
    signal /= len(y)
    by_kernel, by_bias = [], []
    for layer in reversed(range(len(net.kernels))):
        by_kernel.insert(0, activations[layer].T @ signal)
        by_bias.insert(0, signal.sum(axis=0))
        signal = (signal @ net.kernels[layer].T) * (activations[layer] > 0)
    return [*by_kernel, *by_bias]


def curvature(net: DenseNet, X) -> list[np.ndarray]:
    """Return the diagonal of the loss's Gauss-Newton matrix, kernel by kernel, averaged over rows.

    Like the second derivatives of LeCun, Denker and Solla (1990), it leaves
    out the terms in which the activations themselves bend; those of a ReLU
    network are 0 almost everywhere, so for a single layer it is exact.
    """
    activations = _activations(net, np.asarray(X, dtype=float))
    likely = _softmax(activations[-1])
    diagonals = [np.zeros_like(kernel) for kernel in net.kernels]
    for label in range(likely.shape[1]):
        # The outer products of these vectors sum up to the softmax's Hessian.
        signal = np.sqrt(likely[:, [label]]) * (np.eye(likely.shape[1])[label] - likely)
        for layer in reversed(range(len(net.kernels))):
            diagonals[layer] += (activations[layer] ** 2).T @ signal**2 / len(signal)
            signal = (signal @ net.kernels[layer].T) * (activations[layer] > 0)
    return diagonals


def as_keras(net: DenseNet):
    """Return the same network as a compiled Keras model."""
    import tensorflow as tf

    widths = [len(bias) for bias in net.biases]
    layers = [tf.keras.layers.Input((len(net.kernels[0]),))]
    layers += [tf.keras.layers.Dense(width, activation="relu") for width in widths[:-1]]
    layers += [tf.keras.layers.Dense(widths[-1], activation="softmax")]
    model = tf.keras.Sequential(layers)
    pairs = zip(net.kernels, net.biases, strict=True)
    model.set_weights([value for pair in pairs for value in pair])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    return model


def _activations(net: DenseNet, X: np.ndarray) -> list[np.ndarray]:
    """The input of every layer, and the last one's scores."""
    found = [X]
    for kernel, bias in zip(net.kernels[:-1], net.biases[:-1], strict=True):
        found.append(np.maximum(found[-1] @ kernel + bias, 0))
    return [*found, found[-1] @ net.kernels[-1] + net.biases[-1]]


def _softmax(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)
