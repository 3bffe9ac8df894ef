"""The small network of the pruning lab's story: its calculus, its masks, its repeatability."""

import numpy as np
import pytest

from helpers import dense_net


@pytest.fixture
def rows():
    rng = np.random.default_rng(3)
    X = rng.normal(size=(60, 5))
    return X, (X[:, 0] + X[:, 1] > 0).astype(int) + (X[:, 2] > 1)


def loss(net, X, y):
    return -np.mean(np.log(dense_net.probabilities(net, X)[np.arange(len(y)), y]))


def moved(net, layer, index, by):
    kernels = [kernel.copy() for kernel in net.kernels]
    kernels[layer][index] += by
    return net.with_kernels(kernels)


def test_gradients_are_those_of_finite_differences(rows):
    X, y = rows
    net = dense_net.initialize((5, 4, 3), seed=0)
    gradients = dense_net.gradients(net, X, y)
    step = 1e-5
    for layer in (0, 1):
        for index in np.ndindex(net.kernels[layer].shape):
            up, down = (loss(moved(net, layer, index, by), X, y) for by in (step, -step))
            # Second-order differences err by step**2 times a third derivative of order 1.
            assert gradients[layer][index] == pytest.approx((up - down) / (2 * step), abs=1e-8)


def test_curvature_of_one_layer_is_the_second_derivative_of_the_loss(rows):
    X, y = rows
    net = dense_net.initialize((5, 3), seed=1)
    (diagonal,) = dense_net.curvature(net, X)
    step = 1e-3
    for index in np.ndindex(net.kernels[0].shape):
        up, here, down = (loss(moved(net, 0, index, by), X, y) for by in (step, 0, -step))
        assert diagonal[index] == pytest.approx((up - 2 * here + down) / step**2, rel=1e-4)


def test_inputs_that_are_always_0_have_no_curvature(rows):
    X, _ = rows
    X[:, 3] = 0
    diagonal = dense_net.curvature(dense_net.initialize((5, 4, 3), seed=1), X)[0]
    assert not diagonal[3].any()
    assert (diagonal[[0, 1, 2, 4]] > 0).any(axis=1).all()


def test_training_learns_and_leaves_its_start_alone(rows):
    X, y = rows
    start = dense_net.initialize((5, 16, 3), seed=2)
    before = [kernel.copy() for kernel in start.kernels]
    net = dense_net.train(start, X, y, epochs=60, seed=0, rate=0.01)
    assert dense_net.accuracy(net, X, y) > 0.95
    assert loss(net, X, y) < loss(start, X, y) / 3
    assert all(map(np.array_equal, before, start.kernels))


def test_masked_weights_are_0_and_the_others_train(rows):
    X, y = rows
    start = dense_net.initialize((5, 8, 3), seed=2)
    masks = [np.random.default_rng(0).random(kernel.shape) < 0.5 for kernel in start.kernels]
    net = dense_net.train(start, X, y, epochs=3, seed=0, masks=masks)
    for kernel, before, mask in zip(net.kernels, start.kernels, masks, strict=True):
        assert np.array_equal(kernel != 0, mask)
        # A unit that no row activates has no gradient.
        assert np.mean(kernel[mask] != before[mask]) > 0.5


def test_a_seed_decides_everything(rows):
    X, y = rows
    nets = [
        dense_net.train(dense_net.initialize((5, 8, 3), seed), X, y, epochs=2, seed=seed)
        for seed in (0, 0, 1)
    ]
    assert np.array_equal(nets[0].kernels[0], nets[1].kernels[0])
    assert not np.array_equal(nets[0].kernels[0], nets[2].kernels[0])


def test_keras_predicts_the_same(rows):
    X, _ = rows
    net = dense_net.initialize((5, 8, 3), seed=4)
    model = dense_net.as_keras(net)
    # Keras computes in float32.
    assert model.predict(X, verbose=0) == pytest.approx(dense_net.probabilities(net, X), abs=1e-6)
    assert model.optimizer is not None
