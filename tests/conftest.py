"""Settings that all tests share."""

import os
import sys
from pathlib import Path

from hypothesis import settings

pytest_plugins = ["proof_matrix"]

# solutions/ is no installed package: instructors run from the project's folder.
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# Tests judge results, not speed, and draw the same examples every time.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")

# One thread a test run: on a busy machine more of them wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
