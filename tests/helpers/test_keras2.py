"""Whoever imports helpers gets Keras 2 from TensorFlow, or is told why not.

Each case is a fresh interpreter: which Keras TensorFlow hands out is decided
once in a process.
"""

import os
import subprocess
import sys

import pytest

TFMOT_ACCEPTS_THE_MODEL = """
import tensorflow as tf
import tensorflow_model_optimization as tfmot
model = tf.keras.Sequential([tf.keras.layers.Dense(2, input_shape=(3,))])
tfmot.sparsity.keras.prune_low_magnitude(model)
from tensorflow.keras import layers
assert layers.Dense is tf.keras.layers.Dense
print("pruned")
"""


def run(code: str) -> subprocess.CompletedProcess:
    environment = {k: v for k, v in os.environ.items() if k != "TF_USE_LEGACY_KERAS"}
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, timeout=300
    )


@pytest.mark.parametrize(
    "first",
    ["import helpers", "import tensorflow\nimport helpers", "import keras\nimport helpers"],
    ids=["helpers first", "TensorFlow first", "Keras 3 first"],
)
def test_a_student_can_prune_whatever_was_imported_first(first):
    done = run(first + TFMOT_ACCEPTS_THE_MODEL)
    assert done.stdout.endswith("pruned\n"), done.stderr


@pytest.mark.parametrize(
    "first",
    ["import tensorflow as tf; tf.keras.Model", "from tensorflow.keras import layers"],
    ids=["attribute", "from-import"],
)
def test_where_it_is_too_late_the_error_says_what_to_do(first):
    done = run(first + "\nimport helpers")
    assert done.returncode != 0
    assert "Restart the kernel" in done.stderr.splitlines()[-1]


def test_importing_helpers_is_cheap():
    heavy = "tensorflow sklearn pandas matplotlib scipy plotly"
    code = f"import sys, helpers; print([m for m in '{heavy}'.split() if m in sys.modules])"
    assert run(code).stdout == "[]\n"


def test_importing_every_room_of_helpers_leaves_tensorflow_alone():
    # Layers are classes of Keras; what builds a model imports them when it is called.
    code = (
        "import importlib, pkgutil, sys, helpers\n"
        "for room in pkgutil.walk_packages(helpers.__path__, 'helpers.'):\n"
        "    if not room.name.endswith(('__main__', '_layers')):\n"
        "        importlib.import_module(room.name)\n"
        "print('tensorflow' in sys.modules)"
    )
    done = run(code)
    assert done.stdout == "False\n", done.stderr
