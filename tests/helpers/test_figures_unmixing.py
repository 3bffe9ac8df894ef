"""The figure of two mixed sources: what it draws is what PCA and ICA compute."""

import numpy as np
import pytest
from figure_content import content

from helpers import figures
from helpers.components import recovery
from helpers.figures import unmixing

EVEN, SPIKY, BELL = unmixing.KINDS


@pytest.mark.parametrize("kind", unmixing.KINDS)
def test_sources_are_standardized_and_independent(kind):
    from scipy.stats import kurtosis

    sources = unmixing.draw_sources(kind, 40_000, seed=0)
    assert sources.mean(axis=0) == pytest.approx([0, 0], abs=0.03)
    assert sources.std(axis=0) == pytest.approx([1, 1], abs=0.03)
    assert abs(np.corrcoef(sources.T)[0, 1]) < 0.03
    excess = {EVEN: -1.2, SPIKY: 3, BELL: 0}[kind]
    assert kurtosis(sources) == pytest.approx([excess, excess], abs=0.5)


def test_sources_of_an_unknown_kind_are_refused():
    with pytest.raises(ValueError, match="no sources called"):
        unmixing.draw_sources("loud", 10, seed=0)


@pytest.mark.parametrize("degrees", [10, 60, 90])
def test_sources_are_mixed_along_directions_this_far_apart(degrees):
    first, second = unmixing.mixing_matrix(degrees).T
    cosine = first @ second / (np.linalg.norm(first) * np.linalg.norm(second))
    assert np.degrees(np.arccos(cosine)) == pytest.approx(degrees)


@pytest.mark.parametrize("kind", [EVEN, SPIKY])
def test_ica_finds_the_true_directions_and_signals_whatever_the_angle(kind):
    # With the default tolerance, one in some fifty of these stops at a saddle, still mixed.
    for degrees in range(30, 91, 10):
        for seed in range(5):
            sources, noise = unmixing._draws(kind, seed)
            matrix = unmixing.mixing_matrix(degrees)
            signals, axes = unmixing.unmix(sources @ matrix.T + noise, seed)["ICA"]
            assert recovery(sources, signals).min() > 0.98, (degrees, seed)
            true = matrix / np.linalg.norm(matrix, axis=0)
            assert np.abs(true.T @ axes).max(axis=1).min() > 0.98


def test_pca_keeps_right_angles_and_misses_oblique_sources():
    sources = unmixing.draw_sources(EVEN, 1000, 0)
    signals, axes = unmixing.unmix(sources @ unmixing.mixing_matrix(40).T)["PCA"]
    assert axes.T @ axes == pytest.approx(np.eye(2), abs=1e-9)
    assert recovery(sources, signals).min() < 0.95


def test_gaussian_sources_are_not_found():
    worst = []
    for seed in range(10):
        sources = unmixing.draw_sources(BELL, 1000, seed)
        mixed = sources @ unmixing.mixing_matrix(50).T
        worst.append(recovery(sources, unmixing.unmix(mixed, seed)["ICA"][0]).min())
    assert min(worst) < 0.9


def test_halves_of_a_recording_tell_gaussian_sources_where_starts_do_not():
    agreement = {kind: {"starts": [], "halves": []} for kind in (SPIKY, BELL)}
    for kind, found in agreement.items():
        for seed in range(20):
            mixed = unmixing.draw_sources(kind, 1000, seed) @ unmixing.mixing_matrix(60).T
            for test, fits in {
                "starts": [unmixing.fit_ica(mixed, start) for start in (0, 1)],
                "halves": [unmixing.fit_ica(half) for half in np.split(mixed, 2)],
            }.items():
                one, other = (ica.transform(mixed) for ica in fits)
                found[test].append(recovery(one, other).min())
    assert min(agreement[SPIKY]["halves"]) > 0.97
    assert np.mean(agreement[BELL]["halves"]) < 0.97
    assert np.median(agreement[BELL]["starts"]) > 0.99


def test_every_frame_reports_its_own_angle_and_correlations(monkeypatch, shown):
    monkeypatch.setattr(unmixing, "ANGLES", (90, 30))
    monkeypatch.setattr(unmixing, "N_REPEATS", 2)
    monkeypatch.setattr(figures.unmixing, "Slider", _starting_at_0, raising=True)
    unmixing.show_unmixing()
    drawn = content(shown[0])
    assert len(drawn["frames"]) == len(drawn["readouts"]) == 6
    for place, (kind, angle) in enumerate((k, a) for k in unmixing.KINDS for a in (90, 30)):
        sentence, data = drawn["readouts"][place], drawn["frames"][place]["data"]
        assert f"directions {angle}° apart" in sentence
        for method, dot in (("PCA", data[5]), ("ICA", data[6])):
            worst = []
            for seed in range(2):
                sources, noise = unmixing._draws(kind, seed)
                mixed = sources @ unmixing.mixing_matrix(angle).T + noise
                found = unmixing.unmix(mixed, seed)[method][0]
                worst.append(recovery(sources, found).min())
            assert f"{np.mean(worst):.2f} by {method}" in sentence
            assert dot["x"] == [angle]
            assert dot["y"] == pytest.approx([np.mean(worst)], abs=6e-4)


def _starting_at_0(label, values, start):
    return figures.Slider(label, values)
