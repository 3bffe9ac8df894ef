"""Settings that all tests share."""

import os

from hypothesis import settings

# Tests judge results, not speed, and draw the same examples every time.
settings.register_profile("course", deadline=None, derandomize=True)
settings.load_profile("course")

# One thread a test run: on a busy machine more of them wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
