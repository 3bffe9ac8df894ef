"""An answer that returns nonsense costs the points of its own tests, and is told what came back."""

import pytest

from solutions.answer_runs import lab_names, read_lab, run

#: What the body of an answer does, and what its feedback must name, one of these.
BODIES = {
    "raises": ("raise RuntimeError('the disk is on fire')", ("RuntimeError: the disk is on fire",)),
    "returns nothing": ("return None", ("None",)),
    "returns text": ("return 'seven'", ("'seven'", "text", "str")),
    "returns an object": ("return object()", ("object",)),
    "returns itself": ("return globals()", ("dict", "globals")),
    "recurses": ("return (lambda f: f(f))(lambda f: f(f))", ("RecursionError",)),
    "exits": ("raise SystemExit(0)", ("SystemExit",)),
    "returns six axes": ("return np.zeros((1, 2, 1, 2, 1, 2))", ("(1, 2, 1, 2, 1, 2)", "ndarray")),
    # 80 GB that take no memory until they are read.
    "returns 80 GB": (
        "return np.broadcast_to(np.float64(1), (100_000, 100_000))",
        ("(100000, 100000)", "ndarray"),
    ),
}


def questions():
    return [(lab, function) for lab in lab_names() for function in read_lab(lab).answers]


def answer_with(lab: str, function: str, body: str) -> str:
    signature = read_lab(lab).answers[function].split('"""')[0].rstrip()
    return f"{signature}\n    {body}\n"


@pytest.mark.parametrize("lab_and_function", questions(), ids="-".join)
@pytest.mark.parametrize("story", BODIES)
def test_nonsense_earns_nothing_and_is_named(lab_and_function, story):
    lab, function = lab_and_function
    body, words = BODIES[story]
    result = run(lab, function, answer_with(lab, function, body))
    assert result.earned == 0, f"an answer that {story} earns points: {result.messages}"
    for grade_id, message in result.messages.items():
        assert message.startswith("AssertionError"), f"{grade_id} breaks instead of failing"
        assert len(message) < 2_000, f"{grade_id} floods the page"
        assert any(word in message for word in words), f"{grade_id} doesn't say what came back"
