"""The sample class can be made for the labs it is meant for, and says so for others."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from solutions.sample_lab import Lab, SampleClassError
from solutions.sample_students import sample_students


@pytest.mark.parametrize("number", [0, 3])
def test_a_lab_with_too_few_functions_is_refused(number):
    answers = [
        new_code_cell("pass", metadata={"nbgrader": {"grade_id": f"f{i}", "solution": True}})
        for i in range(number)
    ]
    lab = Lab("tiny", new_notebook(cells=answers), new_notebook())
    with pytest.raises(SampleClassError, match=f"tiny has {number} graded functions"):
        sample_students(lab)
