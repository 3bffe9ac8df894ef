"""Every right answer earns all points of its function; every wrong one loses some and says why."""

import pytest

from solutions.answer_runs import lab_names, read_lab, run, variants_of

VARIANTS = [(lab, variant) for lab in lab_names() for variant in variants_of(lab)]


def _named(variants):
    return [
        pytest.param(lab, variant, id=f"{lab}-{variant.function}-{variant.name}")
        for lab, variant in variants
    ]


@pytest.mark.parametrize(("lab", "variant"), _named(v for v in VARIANTS if v[1].is_right))
def test_right_answer_earns_every_point(lab, variant, matrix):
    result = run(lab, variant.function, variant.cell)
    accepted = result.earned == result.possible
    matrix[lab, variant.function, True, accepted] += 1
    assert accepted, f"a student with a correct answer loses points: {result.messages}"


@pytest.mark.parametrize(("lab", "variant"), _named(v for v in VARIANTS if not v[1].is_right))
def test_wrong_answer_loses_points_and_learns_why(lab, variant, matrix):
    result = run(lab, variant.function, variant.cell)
    caught = result.earned < result.possible
    matrix[lab, variant.function, False, caught] += 1
    assert caught, f"an answer that {variant.misconception} earns all {result.possible} points"
    said = "\n".join(result.messages.values())
    for words in variant.feedback:
        assert words in said, (
            f"a student whose answer {variant.misconception} is told only:\n{said}"
        )


@pytest.mark.parametrize("lab", lab_names())
def test_master_earns_every_point(lab):
    for function, cell in read_lab(lab).answers.items():
        result = run(lab, function, cell)
        assert result.earned == result.possible, f"{function}: {result.messages}"


@pytest.mark.parametrize("lab", lab_names())
def test_every_function_has_enough_variants(lab):
    for function in read_lab(lab).answers:
        variants = [v for v in variants_of(lab) if v.function == function]
        assert sum(v.is_right for v in variants) >= 2, f"{function}: few right variants"
        assert sum(not v.is_right for v in variants) >= 6, f"{function}: few wrong variants"
        master = read_lab(lab).answers[function]
        assert all(v.cell != master for v in variants), f"{function}: a variant is the master"
