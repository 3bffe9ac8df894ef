"""`make test` ends with the proof of the graders, though its processes share the work."""

import os
import subprocess
import sys

from solutions.masters import ROOT


def test_the_matrix_is_printed_after_all_tests():
    environment = {name: value for name, value in os.environ.items() if "PYTEST" not in name}
    # No path, as in `make test`: the process that prints then collects no test.
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-n", "1", "-k", "test_right_answer_earns and whiten"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout[-2000:]
    assert "Answers that prove the graders" in done.stdout
    [line] = [line for line in done.stdout.splitlines() if line.split()[:2] == ["pca", "whiten"]]
    assert "100.0 %" in line
